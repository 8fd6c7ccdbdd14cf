package wecom

import (
	"context"
	"encoding/base64"
	"time"

	"pufabot/messages"
)

const (
	chunkBytes = 512 << 10        // before base64 (D101463)
	uploadWait = 30 * time.Second // acks of uploads took about 10 s live (cc-connect PR948)
)

// upload sends a content in chunks, one after the other, and gives its media id
// (D101463). Chunks are counted from 0 (SDK's code; its comment errs).
func (s *session) upload(ctx context.Context, kind, name string, data []byte) (string, error) {
	var begun struct {
		UploadID string `json:"upload_id"`
	}
	err := s.call(ctx, uploadWait, "aibot_upload_media_init", s.newID(), map[string]any{"type": kind, "filename": filename(name),
		"total_size": len(data), "total_chunks": (len(data) + chunkBytes - 1) / chunkBytes, "md5": md5Hex(data)}, &begun)
	if err != nil {
		return "", err
	}
	if begun.UploadID == "" {
		return "", &messages.SendError{Class: messages.Transient, Code: "no upload id"}
	}
	for i := 0; i*chunkBytes < len(data); i++ {
		chunk := data[i*chunkBytes : min(len(data), (i+1)*chunkBytes)]
		err := s.call(ctx, uploadWait, "aibot_upload_media_chunk", s.newID(), map[string]any{"upload_id": begun.UploadID,
			"chunk_index": i, "base64_data": base64.StdEncoding.EncodeToString(chunk)}, nil)
		if err != nil {
			return "", err
		}
	}
	var done struct {
		MediaID string `json:"media_id"`
	}
	err = s.call(ctx, uploadWait, "aibot_upload_media_finish", s.newID(), map[string]any{"upload_id": begun.UploadID}, &done)
	if err != nil {
		return "", err
	}
	if done.MediaID == "" {
		return "", &messages.SendError{Class: messages.Transient, Code: "no media id"}
	}
	return done.MediaID, nil
}

// sendAttachment uploads and shows one attachment in the delivery's chat.
func (l *Long) sendAttachment(ctx context.Context, s *session, chat string, a messages.Attachment) error {
	data, err := l.attached.Bytes(a, maxFile)
	if err != nil {
		return err
	}
	kind := mediaKind(a, data)
	id, err := s.upload(ctx, kind, a.Name, data)
	if err != nil {
		return err
	}
	m := newMedia(kind, id)
	m.ChatID = chat
	return pushed(s.ask(ctx, "aibot_send_msg", s.newID(), m))
}
