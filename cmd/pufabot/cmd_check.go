package main

import (
	"fmt"

	"pufabot/messages"
)

type checkCmd struct{}

// Run validates the configuration and prints the plan.
func (checkCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.out, messages.Render(checkReport(c), messages.DialectText))
	return err
}
