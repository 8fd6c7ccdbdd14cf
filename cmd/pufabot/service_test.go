package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	manager "github.com/kardianos/service"
)

// The unit that systemd gets has everything filled in, and its limits.
func TestSystemdUnit(t *testing.T) {
	var systemd manager.System
	for _, s := range manager.AvailableSystems() {
		if s.String() == "linux-systemd" {
			systemd = s
		}
	}
	if systemd == nil {
		t.Skip("no systemd for this system")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("PATH", home) // there is no systemctl to call
	t.Chdir(home)
	conf, err := serviceConfig("my config.toml")
	if err != nil {
		t.Fatal(err)
	}
	conf.Option["UserService"] = true // it goes into the home folder
	svc, err := systemd.New(&windowsService{}, conf)
	if err != nil {
		t.Fatal(err)
	}
	if err := svc.Install(); err == nil {
		t.Error("enabled without systemctl")
	}
	data, err := os.ReadFile(filepath.Join(home, ".config", "systemd", "user", "pufabot.service"))
	if err != nil {
		t.Fatal(err)
	}
	unit := string(data)
	for _, line := range []string{
		"\nAfter=network-online.target time-sync.target\n", "\nRestart=always\n", "\nRestartSec=10s\n", "\nLimitNOFILE=4096\n", "\nMemoryMax=512M\n",
		` "serve" "--config" "` + filepath.Join(home, "my config.toml") + `" "--workdir" "` + home + "\"\n", "\nWorkingDirectory=" + home + "\n",
	} {
		if !strings.Contains(unit, line) {
			t.Errorf("%q is missing in\n%s", line, unit)
		}
	}
	if strings.Contains(unit, "{{") || strings.Contains(unit, "ExecStart= ") {
		t.Errorf("not filled in:\n%s", unit)
	}
}
