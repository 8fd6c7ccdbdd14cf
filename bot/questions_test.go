package bot

import (
	"strings"
	"testing"
	_ "time/tzdata"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/messages"
)

// Every kind of question has words of its own, says so in Chinese, and shows the
// sender's words as theirs.
func TestQuestionsHaveWords(t *testing.T) {
	p := commandtest.Plan()
	groups := map[command.Outcome][]command.QuestionCode{
		command.Confirm: {command.AskSound, command.AskVisits, command.AskLetters, command.AskTooMuch, command.AskLower, command.AskResidue, command.AskUnsure,
			command.AskMayAdd, command.AskNotOwed, command.AskMany, command.AskList, command.AskRequest, command.AskSure, command.AskChanged},
		command.Ask: {command.AskUnit, command.AskCity, command.AskItem, command.AskFigure, command.AskWhichFigure, command.AskRange, command.AskNumber,
			command.AskSum, command.AskTitles, command.AskUnits, command.AskDate, command.AskPast, command.AskAudience, command.AskFuture, command.AskMeaning, command.AskMeasure, command.AskEvent,
			command.AskNames, command.AskText, command.AskDue, command.AskWho, command.AskWhat, command.AskMixed, command.AskElsewhere, command.AskPaper, command.AskLong, command.AskStage, command.AskBind, command.AskSame},
		command.Refuse:  {command.NoBinding, command.NoOtherUnit, command.NoCoordinator, command.NoBoard, command.NoObserver},
		command.Unknown: {command.NotUnderstood},
	}
	seen := map[string]command.QuestionCode{}
	for outcome, codes := range groups {
		for _, code := range codes {
			r := command.Reading{Outcome: outcome, Question: command.Question{Code: code, Quote: "*原话*", Item: "quiz", Unit: "hengdong", Value: 3, Other: 5}}
			text := messages.Render(questionMessage(p, r), messages.DialectText)
			if text == "" || strings.Contains(text, "{") {
				t.Errorf("%s %s: %q", outcome, code, text)
			}
			if strings.Contains(messages.Render(questionMessage(p, r), messages.DialectConsole), "*原话*") {
				t.Errorf("%s %s: the sender's words are not escaped", outcome, code)
			}
			key := string(outcome) + text
			if other, dup := seen[key]; dup && code != command.AskSure && other != command.AskSure {
				t.Errorf("%s and %s have the same words: %q", code, other, text)
			}
			seen[key] = code
		}
	}
}

// A confirmation lists everything that a yes would record.
func TestConfirmListsDeeds(t *testing.T) {
	p := commandtest.Plan()
	r := command.Reading{Outcome: command.Confirm, Question: command.Question{Code: command.AskSound, Quote: "达题"}, Acts: []command.Act{
		{Verb: command.Session, Unit: "shigu", Item: "outreach", Op: "set", Value: 3, HasValue: true},
		{Verb: command.Count, Unit: "shigu", Item: "quiz", Op: "set", Value: 86, HasValue: true},
	}}
	text := messages.Render(questionMessage(p, r), messages.DialectText)
	for _, want := range []string{"达题", "普法宣讲", "3 场", "专项答题", "86 人", "石鼓区", "1"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in:\n%s", want, text)
		}
	}
}
