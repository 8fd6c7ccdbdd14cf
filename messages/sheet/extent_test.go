package sheet

import (
	"testing"

	"github.com/xuri/excelize/v2"

	"pufabot/messages/dossiertest"
)

// Readers that go through a sheet row by row believe what it says of its extent and
// stop there.
func TestSheetsTellTheirExtent(t *testing.T) {
	f := opened(t, written(t, dossiertest.December()))
	for _, name := range f.GetSheetList() {
		told, err := f.GetSheetDimension(name)
		if err != nil {
			t.Fatal(err)
		}
		rows := raw(t, f, name)
		columns := 0
		for _, row := range rows {
			columns = max(columns, len(row))
		}
		last, err := excelize.CoordinatesToCellName(columns, len(rows))
		if err != nil {
			t.Fatal(err)
		}
		if told != "A1:"+last {
			t.Errorf("%s says %s, holds A1:%s", name, told, last)
		}
	}
}
