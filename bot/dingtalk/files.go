package dingtalk

import (
	"context"
	"encoding/json"
	"io"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// fileHosts are where the public edition keeps files (SOIMY#270, CONN#383).
// Addresses of plain http with a number for a host, which were seen as well, are
// refused.
var fileHosts = []string{".aliyuncs.com", ".dingtalk.com"}

// Files fetches what people have sent to the robot. It is safe for concurrent use.
type Files struct {
	api       *OpenAPI
	downloads *wire.Downloads
}

// NewFiles makes a fetcher that uses the application's rights; hosts are further
// ones that files may come from, for dedicated editions.
func NewFiles(api *OpenAPI, hosts ...string) *Files {
	return &Files{api: api, downloads: wire.NewDownloads(wire.ParseOrigin(api.app.APIBase, DefaultAPIBase), append(append([]string{}, fileHosts...), hosts...)...)}
}

// Fetch writes a file's content and gives its name, as far as the answer has one.
// The message carries a code, which the OpenAPI turns into an address that lives
// for a while (section 4.5; how long is not documented). An error of the writer is
// given as it is, others are *messages.SendError.
func (f *Files) Fetch(ctx context.Context, file messages.File, to io.Writer) (name string, err error) {
	a, err := f.api.call(ctx, "/v1.0/robot/messageFiles/download",
		map[string]string{"downloadCode": file.Ref, "robotCode": f.api.app.robotCode()})
	if err != nil {
		return "", err
	}
	var r struct {
		DownloadURL string `json:"downloadUrl"`
	}
	if json.Unmarshal(a.Body, &r) != nil || r.DownloadURL == "" {
		return "", oddShape(a.Body)
	}
	return f.downloads.Get(ctx, r.DownloadURL, to)
}
