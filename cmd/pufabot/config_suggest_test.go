package main

import (
	"reflect"
	"testing"
)

func TestDidYouMean(t *testing.T) {
	campaign, _ := fields(reflect.TypeFor[CampaignConfig]())
	items, _ := fields(reflect.TypeFor[ItemConfig]())
	wecom, _ := fields(reflect.TypeFor[WeComConfig]())
	top, _ := fields(reflect.TypeFor[Config]())
	for _, tc := range []struct {
		typed string
		known []string
		want  string
	}{
		{"strict_befor", campaign, "strict_before"},
		{"strict-before", campaign, "strict_before"},
		{"quite_hours", campaign, "quiet_hours"},
		{"restdays", campaign, "rest_days"},
		{"work_day", campaign, "work_days"},
		{"nudge_per_unit_per_day", campaign, "nudges_per_unit_per_day"},
		{"Timezone", campaign, "timezone"},
		{"timezome", campaign, "timezone"},
		{"end_date", campaign, ""},
		{"owedby", items, "owed_by"},
		{"owned_by", items, "owed_by"},
		{"alias", items, "aliases"},
		{"cluase", items, "clause"},
		{"reminds", items, "remind"},
		{"mni", items, "min"}, // neighbours swapped are one slip
		{"typs", items, "types"},
		{"deadline", items, ""},
		{"encoding_aeskey", wecom, "encoding_aes_key"},
		{"app_secrets", wecom, "app_secret"},
		{"webhook", wecom, ""},
		{"dingding", top, ""},
		{"dingtalks", top, "dingtalk"},
		{"milestone", top, "milestones"},
		{"群", top, ""},
		{"", top, ""},
	} {
		if got := suggest(tc.typed, tc.known); got != tc.want {
			t.Errorf("%q: got %q, want %q", tc.typed, got, tc.want)
		}
	}
}

func TestTwoEquallyNearWordsAreNoSuggestion(t *testing.T) {
	if got := suggest("hengdan", []string{"hengnan", "hengdian"}); got != "" {
		t.Errorf("got %q", got)
	}
}
