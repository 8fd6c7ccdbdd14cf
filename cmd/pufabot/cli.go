package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/alecthomas/kong"

	"pufabot/messages"
)

// Exit codes of the contract.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// app is what every subcommand gets: the streams and the configuration's path.
type app struct {
	in       io.Reader
	out, err io.Writer
	config   string
}

// cli is the command line; help texts come from package messages.
type cli struct {
	Config string `short:"c" default:"config.toml" placeholder:"FILE" help:"${config_help}"`

	Serve    serveCmd    `cmd:"" help:"${serve_help}"`
	Doctor   doctorCmd   `cmd:"" help:"${doctor_help}"`
	Service  serviceCmd  `cmd:"" help:"${service_help}"`
	Check    checkCmd    `cmd:"" help:"${check_help}"`
	Rehearse rehearseCmd `cmd:"" help:"${rehearse_help}"`
	Roll     rollCmd     `cmd:"" help:"${roll_help}"`
	Explain  explainCmd  `cmd:"" help:"${explain_help}"`
	Status   statusCmd   `cmd:"" help:"${status_help}"`
	Export   exportCmd   `cmd:"" help:"${export_help}"`
	Backup   backupCmd   `cmd:"" help:"${backup_help}"`
	Restore  restoreCmd  `cmd:"" help:"${restore_help}"`
	Purge    purgeCmd    `cmd:"" help:"${purge_help}"`
	Verify   verifyCmd   `cmd:"" help:"${verify_help}"`
	Version  versionCmd  `cmd:"" help:"${version_help}"`
}

// usageError is a value that a flag cannot have, where only the configuration tells.
type usageError string

func (e usageError) Error() string { return string(e) }

// errShown says that the reason of a failure has been printed already.
var errShown = errors.New("shown")

// run is the whole program but for the exit. It returns the exit code.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	var c cli
	parser, err := kong.New(&c, kong.Name("pufabot"), kong.Description(messages.CLIAbout()),
		kong.Vars(messages.CLIHelp()), kong.Writers(out, errOut), kong.UsageOnError(),
		kong.Exit(func(int) {}), kong.ShortUsageOnError(), kong.Help(helpPage))
	if err != nil {
		panic(err) // the grammar above is wrong
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(shortForms(args))
	if wantsHelp(args) {
		return exitOK
	}
	if err != nil {
		fmt.Fprintln(errOut, messages.CLIUsage(err.Error()))
		return exitUsage
	}
	a := &app{in: in, out: out, err: errOut, config: c.Config}
	switch err := ctx.Run(a); {
	case err == nil:
		return exitOK
	case errors.Is(err, errShown):
		return exitFailed
	case errors.As(err, new(usageError)):
		fmt.Fprintln(errOut, messages.CLIUsage(err.Error()))
		return exitUsage
	default:
		fmt.Fprintln(errOut, messages.CLIFailed(worded(err)))
		return exitFailed
	}
}

// shortForm is a short flag with its value behind an equals sign, as many write it.
var shortForm = regexp.MustCompile(`^-[a-z]=`)

// shortForms takes that sign out: the parser would have it in the value.
func shortForms(args []string) []string {
	out := slices.Clone(args)
	for i, a := range out {
		if a == "--" {
			break
		}
		if shortForm.MatchString(a) {
			out[i] = a[:2] + a[3:]
		}
	}
	return out
}

// helpPage prints help as kong does, in the language of its readers.
func helpPage(o kong.HelpOptions, ctx *kong.Context) error {
	var page bytes.Buffer
	out := ctx.Stdout
	ctx.Stdout = &page
	err := kong.DefaultHelpPrinter(o, ctx)
	ctx.Stdout = out
	fmt.Fprint(out, messages.CLIPage(page.String()))
	return err
}

func wantsHelp(args []string) bool {
	for _, a := range args {
		if a == "--help" || a == "-h" {
			return true
		}
	}
	return false
}
