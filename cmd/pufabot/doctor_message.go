package main

import (
	"context"

	"pufabot/bot/ledger"
	"pufabot/bot/outbox"
	"pufabot/messages"
)

// test sends the test message to one address.
func (k *checkup) test(ctx context.Context, platform, step, detail string, via outbox.Sender, to messages.Address) {
	if k.silent {
		k.say(messages.Skipped, step, detail, messages.DoctorNoMessage)
		return
	}
	now := k.now()
	_, err := via.Send(ctx, messages.Delivery{Key: "doctor/" + step + "/" + now.UTC().Format("20060102T150405"),
		Kind: messages.KindStatus, Address: to, Message: messages.DoctorTestMessage(now.In(k.config.Plan().Campaign.Zone))})
	k.outcome(platform, step, detail, messages.DoctorSent, err)
}

// testPerson sends it to the first coordinator who can be reached there. The
// contacts of the units are not to be bothered.
func (k *checkup) testPerson(ctx context.Context, platform, step string, via outbox.Sender, channel messages.Channel, on ledger.Platform) {
	for _, p := range k.config.Plan().People {
		if p.Role != ledger.Coordinator {
			continue
		}
		for _, a := range p.Accounts {
			if a.Platform == on {
				k.test(ctx, platform, step, "", via, messages.Address{Channel: channel, Target: a.UserID})
				return
			}
		}
	}
	k.say(messages.Skipped, step, "", messages.DoctorNobodyToWrite)
}
