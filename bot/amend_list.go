package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// listChanged shows a pasted list again with what a line changes of it: 衡南改成79,
// 第三个错了，是79, 是的，祁东答题改为125, 耒阳去掉.
func (t *turn) listChanged(p store.Pending, o option, m command.Remark, r command.Reading) bool {
	list, ok := t.listAsked(p, o)
	if !ok {
		return false
	}
	if u, items := manyColumns(o.acts(), m); len(items) > 1 && loose(r) {
		t.outcome, t.said = command.Ask, messages.WhichColumn(t.unit(u), t.items(items), m.Figure+m.RowFigure)
		return true
	}
	acts, ok := t.rowsChanged(o.acts(), m, r)
	if !ok || !slices.ContainsFunc(acts, command.Act.Reporting) {
		return false
	}
	list.Acts = acts
	t.tx.DropPending(t.env.From.Account, t.env.Chat)
	t.answers = p.Line
	t.showList(list, messages.ListChanged())
	if len(t.options) == 1 {
		t.options[0].Said, t.options[0].List = t.env.Text, o.List
	}
	return true
}

// manyColumns are the items of a row that a bare figure may be of, where they are several.
func manyColumns(acts []command.Act, m command.Remark) (u ledger.UnitID, items []ledger.ItemID) {
	switch at, ok := rowAt(acts, m.Place); {
	case m.Place != 0 && ok && m.Figure != "":
		u = at
	case m.Place == 0 && len(m.Units) == 1 && m.RowFigure != "":
		u = m.Units[0]
	default:
		return "", nil
	}
	own := slices.ContainsFunc(acts, func(a command.Act) bool { return a.Reporting() && a.Unit == u })
	for _, a := range acts { // a row that comes to the list may be of any of its columns
		if a.Reporting() && (a.Unit == u || !own) && !slices.Contains(items, a.Item) {
			items = append(items, a.Item)
		}
	}
	return u, items
}

// rowsChanged are the acts of a list with what a line says of its rows.
func (t *turn) rowsChanged(acts []command.Act, m command.Remark, r command.Reading) ([]command.Act, bool) {
	units := m.Units
	if m.Place != 0 {
		u, ok := rowAt(acts, m.Place)
		if !ok {
			return nil, false
		}
		units = []ledger.UnitID{u}
	}
	of := func(a command.Act) bool { return a.Reporting() && slices.Contains(units, a.Unit) }
	if m.Drops && len(m.Items) > 0 && r.Outcome == command.Ask { // 衡南征文不记
		of = func(a command.Act) bool {
			return a.Reporting() && slices.Contains(m.Items, a.Item) && (len(units) == 0 || slices.Contains(units, a.Unit))
		}
		return slices.DeleteFunc(slices.Clone(acts), of), slices.ContainsFunc(acts, of)
	}
	if m.Drops && len(units) > 0 && (m.Place != 0 || loose(r) || spares(r)) {
		return slices.DeleteFunc(slices.Clone(acts), of), slices.ContainsFunc(acts, of)
	}
	q := t.h.read(m.Rest, t.who, t.now)
	figure := m.RowFigure
	if m.Place != 0 {
		figure = m.Figure
	}
	switch i := slices.IndexFunc(acts, of); {
	case i < 0 && len(units) == 1 && figure != "" && m.Place == 0 && loose(r): // 还有祁东 66
		q = t.h.read(t.unit(units[0]).Name+t.item(firstColumn(acts)).Name+" "+figure, t.who, t.now)
		m.Adds = true
	case len(units) == 1 && figure != "" && i >= 0:
		same := func(a command.Act) bool {
			return of(a) && a.Item == acts[i].Item && a.Scope == acts[i].Scope && a.Type == acts[i].Type
		}
		if slices.ContainsFunc(acts, func(a command.Act) bool { return of(a) && !same(a) }) { // of which column?
			return nil, false
		}
		q = t.h.read(t.unit(units[0]).Name+t.item(acts[i].Item).Name+" "+figure, t.who, t.now)
	case !m.Yes && !m.Corrects && !m.Adds && (r.Outcome != command.Apply && r.Outcome != command.Confirm || !restates(r.Acts, acts)):
		return nil, false
	}
	if q.Outcome != command.Apply && q.Outcome != command.Confirm || !onlyReports(q.Acts) {
		return nil, false
	}
	merged, replaced, ok := mergeActs(acts, q.Acts)
	return merged, ok && (replaced > 0 || m.Yes || m.Adds || restates(q.Acts, acts))
}

// firstColumn is the item of the first row of a list.
func firstColumn(acts []command.Act) ledger.ItemID {
	return acts[slices.IndexFunc(acts, command.Act.Reporting)].Item
}

// restates tells whether all acts are of the items that a list is about.
func restates(acts, list []command.Act) bool {
	return onlyReports(acts) && !slices.ContainsFunc(acts, func(a command.Act) bool {
		return !slices.ContainsFunc(list, func(b command.Act) bool { return b.Reporting() && a.Item == b.Item })
	})
}

// rowAt is the unit of a row of the list, from 1; -1: of the last.
func rowAt(acts []command.Act, place int) (ledger.UnitID, bool) {
	var order []ledger.UnitID
	for _, a := range acts {
		if a.Reporting() && !slices.Contains(order, a.Unit) {
			order = append(order, a.Unit)
		}
	}
	if place < 0 {
		place = len(order)
	}
	if place < 1 || place > len(order) {
		return "", false
	}
	return order[place-1], true
}
