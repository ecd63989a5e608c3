package main

import (
	"io/fs"
	"strings"
	"testing"
)

func TestNotificationsRejects(t *testing.T) {
	rejects(t, "notifications.yaml", []edit{
		{"type of a service", "service.slack", "service.irc", stageNotifications, "service type 'irc' is not supported"},
		{"key of a service", "service.webhook.chat", "service.webhook.chat.team", stageNotifications, "invalid service key"},
		{"option of a service", "url: https://chat.example", "url: {}", stageNotifications, "cannot unmarshal object"},
		{"duration of a webhook", "url: https", "retryWaitMin: 1s\n    url: https", stageNotifications, "cannot unmarshal string"},
		{"key of GitHub", "privateKey: $github-key", "privateKey: key", stageNotifications, "could not parse private key"},
		{"YAML of a template", "message: step", "message: [", stageNotifications, "failed to unmarshal template step"},
		{"syntax of a template", "{{len .rollout", "{{len .rollout)", stageNotifications, "unexpected"},
		{"function of a template", "{{len ", "{{size ", stageNotifications, `function "size" not defined`},
		{"template that fails", "canary.steps", "canary.stages", stageNotifications, "error calling len"},
		{"template that makes no JSON", "{{toJson .rollout.status.message}}", `"{{.rollout.status.message}}"`, stageNotifications, "is not JSON"},
		{"trigger that is no list", "- send: [step]", "send: [step]", stageNotifications, "failed to unmarshal trigger on-rollout-step-completed"},
		{"trigger without a template", "send: [step]", "send: [steps]", stageNotifications, "template 'steps' is not supported"},
		{"trigger without templates", "- send: [step]", "- send: []", stageNotifications, "sends nothing"},
		{"syntax of when", "== 'Degraded'", "= 'Degraded'", stageNotifications, "unexpected token"},
		{"syntax of oncePer", "oncePer: rollout.status.currentPodHash", "oncePer: rollout.", stageNotifications, "unexpected end of expression"},
		{"event with when", "- send: [step]", "- {when: 'true', send: [step]}", stageNotifications, "sent twice or at the wrong time"},
		{"no event and no when", "when: rollout.status.phase == 'Degraded'\n      oncePer", "oncePer", stageNotifications, "never sent"},
		{"trigger of a subscription", "triggers: [on-rollout-aborted]", "triggers: [on-abort]", stageNotifications, "trigger 'on-abort' is not configured"},
		{"service of a subscription", "slack:releases", "teams:releases", stageNotifications, "notification service 'teams' is not supported"},
		{"selector of a subscription", "team=a", "team==a==b", stageNotifications, "found '=='"},
		{"subscription to an event of runs", "triggers: [on-rollout-aborted]\n      selector: team=a", "triggers: [on-analysis-run-failed]", stageNotifications, "is sent twice"},
		{"default trigger", "- degraded", "- broken", stageNotifications, "trigger 'broken' is not configured"},
		{"trigger of an annotation", "subscribe.on-rollout-aborted.chat", "subscribe.on-abort.chat", stageNotifications, "trigger 'on-abort' is not configured"},
		{"service of an annotation", "subscribe.on-rollout-aborted.chat", "subscribe.on-rollout-aborted.irc", stageNotifications, "notification service 'irc' is not supported"},
	})
}

func TestNotificationSecretOfTheBundle(t *testing.T) {
	const secret = "\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: argo-rollouts-notification-secret, namespace: argo-rollouts}\nstringData: {slack-token: a"
	content := strings.Replace(read(t, "notifications.yaml"), "privateKey: $github-key", "", 1)
	content = strings.Replace(content, "  service.github: |\n    appID: 1\n    installationID: 2\n    \n", "", 1)
	if report := judge("secret", []byte(content+secret+", chat-token: b}\n"), resources); len(report.Findings) > 0 {
		t.Errorf("%+v", report.Findings)
	}
	report := judge("secret", []byte(content+secret+"}\n"), resources)
	if len(report.Findings) != 1 || !strings.Contains(report.Findings[0].Message, "key does not exist in secret") {
		t.Errorf("%+v", report.Findings)
	}
}

func TestEmptyNotificationSecretIsFilledByOthers(t *testing.T) {
	const secret = "\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: argo-rollouts-notification-secret, namespace: argo-rollouts}\n"
	if report := judge("secret", []byte(read(t, "notifications.yaml")+secret), resources); len(report.Findings) > 0 {
		t.Errorf("%+v", report.Findings)
	}
}

func TestNotificationsAreCounted(t *testing.T) {
	report := judge("notifications", []byte(read(t, "notifications.yaml")), resources)
	if report.Judged[stageNotifications] != 2 {
		t.Errorf("%+v", report.Judged)
	}
}

// reasonsWithPhase are completed at run time.
var reasonsWithPhase = []string{"analysis-run-", "metric-", "experiment-", "template-"}

func TestEventTriggersAreReasonsOfTheController(t *testing.T) {
	source := sourceOfController(t)
	for trigger := range eventTriggers {
		reason := strings.ReplaceAll(strings.TrimPrefix(trigger, "on-"), "-", "")
		known := strings.Contains(source, `"`+reason+`"`)
		for _, prefix := range reasonsWithPhase {
			known = known || strings.HasPrefix(strings.TrimPrefix(trigger, "on-"), prefix)
		}
		if !known {
			t.Errorf("no reason makes %s", trigger)
		}
	}
}

func sourceOfController(t *testing.T) string {
	release, err := linkedRelease()
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	err = fs.WalkDir(release, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := fs.ReadFile(release, path)
		source.WriteString(strings.ToLower(string(content)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return source.String()
}
