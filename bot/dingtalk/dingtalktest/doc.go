// Package dingtalktest is an in-process double of DingTalk, stricter than the
// real service: where the platform silently alerts nobody or mutes a robot, the
// double notes a fault of the client, and a test that leaves faults unread fails.
//
// [Server] is oapi.dingtalk.com (custom robots and reply sessions, with their
// signatures, windows, limits and error codes) and api.dingtalk.com (access tokens
// and the robot's own messages), with misbehaviour on command.
// [Gateway] is Stream mode, to be run on loopback or, in virtual time, on a [Wire].
// [Caller] is the side that posts callbacks to an app robot.
package dingtalktest
