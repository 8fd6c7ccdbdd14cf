package main

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	manager "github.com/kardianos/service"

	"pufabot/messages"
)

// serviceCmd lets the system run the bot: systemd on Linux, the service manager
// on Windows, launchd on macOS.
type serviceCmd struct {
	Action string `arg:"" enum:"install,uninstall,start,stop,status" help:"${service_action_help}"`
}

// Run does what is asked of the system's service manager.
func (s serviceCmd) Run(a *app) error {
	if _, err := a.load(); err != nil { // a service that cannot start helps nobody
		return err
	}
	conf, err := serviceConfig(a.config)
	if err != nil {
		return err
	}
	svc, err := manager.New(&windowsService{}, conf)
	if err != nil {
		return errors.New(messages.NoServiceManager())
	}
	if s.Action == "status" {
		state, err := svc.Status()
		if err != nil && !errors.Is(err, manager.ErrNotInstalled) {
			return errors.New(messages.ServiceFailed(s.Action, err))
		}
		fmt.Fprintln(a.out, messages.ServiceState(map[manager.Status]string{
			manager.StatusRunning: "running", manager.StatusStopped: "stopped"}[state]))
		return nil
	}
	if err := manager.Control(svc, s.Action); err != nil {
		return errors.New(messages.ServiceFailed(s.Action, err))
	}
	fmt.Fprintln(a.out, messages.ServiceDone(s.Action))
	return nil
}

// serviceConfig is what the service manager is told. Paths are absolute and the
// working directory is today's: data_dir is relative to it, and Windows starts
// services somewhere else.
func serviceConfig(config string) (*manager.Config, error) {
	path, err := filepath.Abs(config)
	if err != nil {
		return nil, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	return &manager.Config{
		Name: "pufabot", DisplayName: messages.ServiceName(), Description: messages.CLIAbout(),
		Arguments:        []string{"serve", "--config", path, "--workdir", dir},
		WorkingDirectory: dir,
		Option: manager.KeyValue{
			"SystemdScript": systemdUnit, "DelayedAutoStart": true, "OnFailure": "restart", "OnFailureDelayDuration": "10s"},
	}, nil
}

//go:embed deploy/pufabot.service
var systemdUnit string
