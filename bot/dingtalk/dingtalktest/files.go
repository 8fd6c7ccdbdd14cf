package dingtalktest

import (
	"crypto/rand"
	"net/http"
)

// AddFile puts a file that somebody sent to the robot, and gives its download code.
func (s *Server) AddFile(name string, data []byte) (code string) {
	code = rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[code] = Media{Name: name, Data: data}
	return code
}

// fileDownload turns a code into an address (MSGTYPE).
func (s *Server) fileDownload(w http.ResponseWriter, r *http.Request) {
	var in struct {
		DownloadCode string `json:"downloadCode"`
		RobotCode    string `json:"robotCode"`
	}
	s.api(w, r, &in, func() (any, string) {
		a := s.appOf(r)
		switch {
		case a == nil:
			return nil, "InvalidAuthentication"
		case in.RobotCode != a.robotCode:
			return nil, "invalidParameter.robotCode.notExsit"
		}
		if _, known := s.files[in.DownloadCode]; !known {
			return nil, "invalidParameter.downloadCode"
		}
		ticket := rand.Text()
		s.tickets[ticket] = in.DownloadCode
		return map[string]string{"downloadUrl": s.URL + "/oss/" + ticket}, ""
	})
}

// fileContent is the storage: it wants no token.
func (s *Server) fileContent(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if r.Header.Get("x-acs-dingtalk-access-token") != "" {
		s.fault("sent its token to the storage")
	}
	tr := s.next(r.URL.Path)
	f, known := s.files[s.tickets[r.PathValue("id")]]
	s.mu.Unlock()
	if tr.strike(w, r) {
		return
	}
	if !known {
		http.Error(w, "AccessDenied", http.StatusForbidden)
		return
	}
	_, _ = w.Write(f.Data)
}
