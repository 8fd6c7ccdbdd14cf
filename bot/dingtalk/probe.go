package dingtalk

import "context"

// Probe fetches an access token: client id and secret are right when it
// succeeds. The error is a *messages.SendError.
func (o *OpenAPI) Probe(ctx context.Context) error {
	_, err := o.tokens.get(ctx, "")
	return err
}

// Probe asks for the ticket of a connection and lets it lapse: nobody's
// connection is disturbed. It fails when the application is unpublished, the robot
// not in Stream mode or this address not allowed (CONN). The error is a
// *messages.SendError.
func (s *Stream) Probe(ctx context.Context) error {
	_, err := s.ticket(ctx)
	return err
}
