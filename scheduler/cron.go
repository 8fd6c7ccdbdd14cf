package scheduler

import (
	"context"
	"errors"
	"time"

	"github.com/robfig/cron/v3"
	"github.com/rs/zerolog"
)

// heartbeat is how often the clock is compared with the slots, whatever the alarm
// says: timers do not notice a sleeping machine or a clock that was moved.
const heartbeat = 30 * time.Second

// Run fires what was missed, then fires at every slot until ctx ends, and waits
// for what is in flight. It never fails: what goes wrong once is logged and tried
// again half a minute later.
func (s *Scheduler) Run(ctx context.Context) error {
	l := cronLog{s.log}
	c := cron.New(
		cron.WithLocation(time.UTC),
		cron.WithLogger(l),
		// Recover inside: with it outside, one panic would skip every later run.
		cron.WithChain(cron.SkipIfStillRunning(l), cron.Recover(l)),
	)
	c.Schedule(alarm{s}, cron.FuncJob(func() { s.tick(ctx) }))
	s.tick(ctx)
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	return nil
}

// tick is one Fire, with its error logged.
func (s *Scheduler) tick(ctx context.Context) {
	if err := s.Fire(ctx); err != nil && !errors.Is(err, context.Canceled) {
		s.log.Error().Err(err).Msg("reminders not fired")
	}
}

// alarm is the schedule: the next slot, but never later than the next heartbeat.
type alarm struct{ s *Scheduler }

// Next implements cron.Schedule. t is the machine's clock; the slots are measured
// by the store's, which may be another one in a rehearsal.
func (a alarm) Next(t time.Time) time.Time {
	beat := t.Add(heartbeat)
	wait, err := a.s.untilNext()
	if err != nil || wait <= 0 || wait >= heartbeat {
		return beat
	}
	return t.Add(wait)
}

// cronLog hands cron's few words to zerolog; the values of a panic stay out.
type cronLog struct{ log zerolog.Logger }

func (l cronLog) Info(string, ...any) {}

func (l cronLog) Error(_ error, _ string, _ ...any) {
	l.log.Error().Msg("reminder run panicked")
}
