package dingtalk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"pufabot/bot/ledger"
	"pufabot/bot/wire"
	"pufabot/messages"
)

// Robot is a custom robot (自定义机器人) as its group's settings show it.
type Robot struct {
	Token Secret // the access_token of its address
	// Secret starts with SEC; empty when the robot is secured by keywords or addresses instead.
	Secret Secret
}

// RobotConfig is what pushing through custom robots needs.
type RobotConfig struct {
	OAPIBase string // empty: [DefaultOAPIBase]
	Robots   map[ledger.GroupID]Robot
	// Media uploads pictures; nil: they are named in words. Files always are: a
	// custom robot takes none (CUSTOM).
	Media *Media
}

// Robots pushes to groups through their custom robots, with real mentions. It is
// the outbox's sender for [messages.ChanDingTalkRobot]; Target is the group's id.
//
// Each part carries a msgUuid made from the delivery's key, so that a repetition
// after a timeout or a crash is not shown twice (CUSTOM).
type Robots struct {
	client *http.Client
	addr   string
	robots map[ledger.GroupID]Robot
	media  *Media
	pace   *pace
	now    func() time.Time
}

// NewRobots makes the sender.
func NewRobots(cfg RobotConfig, now func() time.Time) *Robots {
	return &Robots{client: wire.NewClient(), addr: wire.Joined(cfg.OAPIBase, DefaultOAPIBase, "/robot/send"),
		robots: cfg.Robots, media: cfg.Media, pace: newPace(now), now: now}
}

// Send implements the outbox's sender: it goes on from d.Parts and returns how
// many parts have gone in all.
func (r *Robots) Send(ctx context.Context, d messages.Delivery) (int, error) {
	robot, ok := r.robots[ledger.GroupID(d.Address.Target)]
	if !ok || robot.Token == "" {
		return d.Parts, &messages.SendError{Class: messages.Auth, Code: "no robot"}
	}
	m := messages.WithoutAttachments(d.Message, func(a messages.Attachment) bool { return a.Picture && r.media.fits(a) })
	parts := compose(m, false)
	all := len(parts) + len(m.Attachments)
	for i := d.Parts; i < all; i++ {
		if i >= len(parts) {
			up, err := r.media.upload(ctx, m.Attachments[i-len(parts)])
			if err != nil {
				return i, err
			}
			parts = append(parts, markdown{MsgType: "markdown", Markdown: up.markdown()})
		}
		if wait := r.pace.take(robot.Token); wait > 0 {
			return i, &messages.SendError{Class: messages.Limited, Code: "pace", Wait: wait}
		}
		part := parts[i]
		part.MsgUUID = msgUUID(d.Key, i)
		// Signed anew for each part: the signature lives an hour, a long queue may not.
		a, err := wire.Post(ctx, r.client, r.addr+"?"+signedQuery(robot.Token, robot.Secret, r.now()), nil, part)
		if err == nil {
			err = oapiOutcome(robotSend, a)
		}
		if err != nil {
			return i, err
		}
	}
	return all, nil
}

// msgUUID is the same for the same part of the same delivery, for ever.
func msgUUID(key string, part int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "dingtalk-robot\n%s\n%d", key, part))
	return hex.EncodeToString(sum[:16])
}
