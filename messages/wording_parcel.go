package messages

import (
	"fmt"
	"regexp"
	"time"

	"pufabot/bot/ledger"
)

// ContentsSheet names the contents sheet of a package.
func ContentsSheet() string { return "目录" }

// ContentsColumns are its columns.
func ContentsColumns() []string {
	return []string{"序号", "单位", "事项", "题目", "文件名", "大小（KB）", "收到时间", "报送人"}
}

// FileLost stands in the place of the name of a file that cannot be read.
func FileLost() string { return "（文件读不出来，没有装进包里）" }

// ParcelNames are the folders and files of a package.
type ParcelNames struct{ Contents, Workbook, Picture, City, Counties, Files string }

// Parcel names them; the numbers keep their order in every file manager.
func Parcel() ParcelNames {
	return ParcelNames{Contents: "目录.xlsx", Workbook: "01 汇总表.xlsx", Picture: "02 进度图", City: "03 全市报告.docx",
		Counties: "04 各县市区报告", Files: "06 报送文件"}
}

// ParcelProvince names the nth folder of what goes to the province.
func ParcelProvince(n int, it ledger.Item) string {
	return fmt.Sprintf("05-%d 报省局的%s", n, it.Name)
}

// ProvinceTitle is what the package for the province is called.
func ProvinceTitle(p *ledger.Plan, item *ledger.Item) string {
	if item != nil {
		return "报省局的" + item.Name + "材料"
	}
	return p.Campaign.Title + "报省局材料"
}

// CountiesTitle is what the package of all reports is called.
func CountiesTitle(p *ledger.Plan) string { return p.Campaign.Title + "各县市区报告" }

// CoverNote is the file name of the cover note.
func CoverNote() string { return "报送函.docx" }

// DocumentTitle is what a document is called: its file's name and the words beside a link to it.
func DocumentTitle(p *ledger.Plan, format string, unit *ledger.Unit, item *ledger.Item) string {
	switch {
	case format == "docx" && unit != nil:
		return Bureau(*unit) + "活动组织开展情况报告"
	case format == "docx" && item != nil:
		return "关于报送" + item.Name + "的函"
	case format == "docx":
		return p.Campaign.Title + "开展情况报告"
	case format == "zip" && item != nil:
		return item.Name + "材料包"
	case format == "zip":
		return p.Campaign.Title + "材料包"
	case format == "png":
		return p.Campaign.Title + "进度图"
	}
	return p.Campaign.Title + "汇总表"
}

// DocumentName is a document's file name, with the day so that several can lie side by side.
func DocumentName(title, format string, at time.Time) string {
	return fmt.Sprintf("%s（%d月%d日）.%s", title, at.Month(), at.Day(), format)
}

var documentName = regexp.MustCompile(`（\d{1,2}月\d{1,2}日）\.(xlsx|docx|zip|png)(\.part)?$`)

// IsDocumentName tells whether a file has such a name, also while it is being written.
func IsDocumentName(name string) bool { return documentName.MatchString(name) }

// PageOf is the name of a later page.
func PageOf(title string, page int) string { return fmt.Sprintf("%s-%d", title, page) }
