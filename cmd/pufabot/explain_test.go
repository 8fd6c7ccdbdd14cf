package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

// Whoever writes a line waits for its answer before the next one.
func TestExplainAnswersLineByLine(t *testing.T) {
	in, lines := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- run([]string{"explain", "-c", examplePath, "--as", "qidong", "--at", "2026-12-03T10:00", "--json"}, in, out, io.Discard)
		out.Close()
	}()
	read := bufio.NewReader(answers)
	for _, said := range []string{"宣讲2场", "答题" + strings.Repeat("1", 3<<20), "征文1篇"} {
		if _, err := io.WriteString(lines, said+"\r\n"); err != nil {
			t.Fatal(err)
		}
		answer := make(chan string, 1)
		go func() { a, _ := read.ReadString('\n'); answer <- a }()
		select {
		case a := <-answer:
			var got struct{ Outcome string }
			if err := json.Unmarshal([]byte(a), &got); err != nil || (got.Outcome == "apply") != (len(said) < 100) {
				t.Errorf("%.20s: %v %.200s", said, err, a)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("no answer to %.20s", said)
		}
	}
	lines.Close()
	if code := <-done; code != exitOK {
		t.Errorf("exit %d", code)
	}
}

// Every argument is a line of its own.
func TestExplainTakesSeveralLines(t *testing.T) {
	out, errs, code := invoke("explain", "-c", examplePath, "--as", "qidong", "--json", "宣讲2场", "征文1篇")
	if code != exitOK || strings.Count(out, "\n") != 2 || !strings.HasPrefix(out, `{"line":"宣讲2场"`) || !strings.Contains(out, "\n"+`{"line":"征文1篇"`) {
		t.Errorf("%d %s%s", code, out, errs)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

// An answer that nobody got is no success.
func TestExplainSaysThatNothingWasWritten(t *testing.T) {
	var errs strings.Builder
	if code := run([]string{"explain", "-c", examplePath, "宣讲2场"}, strings.NewReader(""), full{}, &errs); code != exitFailed {
		t.Errorf("exit %d %s", code, errs.String())
	}
}
