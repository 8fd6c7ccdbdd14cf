package main

import (
	"context"
	"os"
	"runtime"

	manager "github.com/kardianos/service"
)

// underWindowsServices tells whether Windows' service manager started us. It stops
// a program by a call, not by a signal.
func underWindowsServices() bool { return runtime.GOOS == "windows" && !manager.Interactive() }

// windowsService is the bot as the service manager wants it.
type windowsService struct {
	app    *app
	config *Config

	stop context.CancelFunc
	done chan struct{}
}

// Start begins to serve and returns at once.
func (w *windowsService) Start(manager.Service) error {
	var ctx context.Context
	ctx, w.stop = context.WithCancel(context.Background())
	w.done = make(chan struct{})
	go func() {
		defer close(w.done)
		err := w.app.serve(ctx, w.config)
		if err != nil && ctx.Err() == nil {
			log := w.config.logger(w.app.err)
			log.Error().Msg("the bot has ended; see the console of serve for the reason")
			os.Exit(exitFailed) // the manager starts us again
		}
	}()
	return nil
}

// Stop ends it and waits until all is put away.
func (w *windowsService) Stop(manager.Service) error {
	w.stop()
	<-w.done
	return nil
}

// runWindowsService serves until the service manager says stop. There is no
// console: without a log file of its own the log would be lost.
func (a *app) runWindowsService(c *Config) error {
	if c.Log.File == "" {
		c.Log.File = c.serviceLog()
	}
	conf, err := serviceConfig(a.config)
	if err != nil {
		return err
	}
	svc, err := manager.New(&windowsService{app: a, config: c}, conf)
	if err != nil {
		return err
	}
	return svc.Run()
}
