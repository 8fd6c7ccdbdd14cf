package command

// nearest are two lines to copy.
func (g *Grammar) nearest(p *parse) []string { return []string{"答题 126人", "帮助"} }
