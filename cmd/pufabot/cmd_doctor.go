package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"pufabot/messages"
)

type doctorCmd struct {
	NoMessage bool `help:"${no_message_help}"`
}

// Run tries every step of connecting, and fails when one was refused.
func (d doctorCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	fmt.Fprintln(a.out, messages.DoctorBegin())
	refused, noticed := 0, 0
	for f := range (&checkup{config: c, now: time.Now, silent: d.NoMessage}).findings(ctx) {
		fmt.Fprintln(a.out, f)
		switch f.Mark {
		case messages.Refused:
			refused++
		case messages.Noticed:
			noticed++
		}
	}
	fmt.Fprintln(a.out, messages.DoctorEnd(refused, noticed))
	if refused > 0 {
		return errShown
	}
	return nil
}
