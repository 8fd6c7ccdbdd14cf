package ledger

// Identifiers are the ids of the configuration. Each is unique within its own
// kind in one campaign; none carries meaning beyond identity.
type (
	// CampaignID is unique among all campaigns in one store, and starts every key.
	CampaignID string
	// UnitID names a unit: a county bureau, the city level, or a section.
	UnitID string
	// ItemID names something that is owed.
	ItemID string
	// MilestoneID names a dated event.
	MilestoneID string
	// GroupID names a work group; the chat ids of the platforms hang off it.
	GroupID string
)

// Platform says where a person or a chat lives. An account is unique only
// together with its platform.
type Platform string

// The platforms that pufabot speaks with.
const (
	WeCom    Platform = "wecom"
	DingTalk Platform = "dingtalk"
	Console  Platform = "console"
)

// Account is one person's identity on one platform.
type Account struct {
	Platform Platform `json:"platform"`
	UserID   string   `json:"user_id"`
}

// Role is what a person may do; see package policy.
type Role string

// The roles. Unbound is everybody whom neither the configuration nor a
// coordinator has bound to a unit.
const (
	Unbound     Role = "unbound"
	Contact     Role = "contact"
	Observer    Role = "observer"
	Coordinator Role = "coordinator"
)
