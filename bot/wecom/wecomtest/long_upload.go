package wecomtest

import (
	"crypto/md5"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
)

// upload is a content that comes in chunks.
type upload struct {
	kind, name, md5 string
	size, chunks    int
	got             map[int][]byte
}

// upload takes one of the three frames (D101463): chunks of up to 512 KB, at most
// 100, counted from 0, in any order and as often as one likes. The result is the
// errcode and the ack's body. Called with the lock held.
func (l *Long) upload(cmd string, body []byte) (int64, string) {
	var m struct {
		Type     string `json:"type"`
		Filename string `json:"filename"`
		Size     int    `json:"total_size"`
		Chunks   int    `json:"total_chunks"`
		MD5      string `json:"md5"`
		UploadID string `json:"upload_id"`
		Index    int    `json:"chunk_index"`
		Base64   string `json:"base64_data"`
	}
	if err := strict(body, &m); err != nil {
		l.t.Errorf("wecomtest: upload: %v", err)
		return 40008, ""
	}
	if cmd == "aibot_upload_media_init" {
		if m.Size <= 5 || m.Size > mediaLimits[m.Type] || m.Chunks < 1 || m.Chunks > 100 || m.Filename == "" || len(m.Filename) > 256 {
			l.t.Errorf("wecomtest: upload of %q with %d bytes in %d chunks", m.Type, m.Size, m.Chunks)
			return 40009, ""
		}
		id := "up-" + rand.Text()
		l.uploads[id] = &upload{m.Type, m.Filename, m.MD5, m.Size, m.Chunks, map[int][]byte{}}
		return 0, fmt.Sprintf(`,"body":{"upload_id":%q}`, id)
	}
	u := l.uploads[m.UploadID]
	if u == nil {
		return 40007, ""
	}
	if cmd == "aibot_upload_media_chunk" {
		data, err := base64.StdEncoding.DecodeString(m.Base64)
		if err != nil || len(data) == 0 || len(data) > 512<<10 || m.Index < 0 || m.Index >= u.chunks {
			l.t.Errorf("wecomtest: chunk %d of %d bytes: %v", m.Index, len(data), err)
			return 40009, ""
		}
		u.got[m.Index] = data
		return 0, ""
	}
	var all []byte
	for i := range u.chunks {
		all = append(all, u.got[i]...)
	}
	if sum := md5.Sum(all); len(u.got) != u.chunks || len(all) != u.size || u.md5 != hex.EncodeToString(sum[:]) {
		l.t.Errorf("wecomtest: %d of %d chunks, %d of %d bytes", len(u.got), u.chunks, len(all), u.size)
		return 44001, ""
	}
	delete(l.uploads, m.UploadID)
	id := "media-" + rand.Text()
	l.media[id] = Media{Kind: u.kind, Name: u.name, Data: all}
	return 0, fmt.Sprintf(`,"body":{"type":%q,"media_id":%q,"created_at":"1700000000"}`, u.kind, id)
}
