package command

// paste reads lists and sheets; see paste_rows.go.
func (p *parse) paste() (Reading, bool) { return Reading{}, false }
