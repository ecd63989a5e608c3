package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/utils/ptr"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	rolloutsfake "github.com/argoproj/argo-rollouts/pkg/client/clientset/versioned/fake"
	"github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/cmd/promote"
	"github.com/argoproj/argo-rollouts/utils/conditions"
	rolloututil "github.com/argoproj/argo-rollouts/utils/rollout"
)

const rollout = `{
  "apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "metadata": {"name": "api", "namespace": "shop"},
  "spec": {
    "selector": {"matchLabels": {"app": "api"}},
    "template": {"metadata": {"labels": {"app": "api"}}, "spec": {"containers": [{"name": "main", "image": "example:4"}]}},
    "strategy": {"canary": {"steps": [{"setWeight": 10}, {"pause": {}}]}}
  }
}`

var deployed = []json.RawMessage{json.RawMessage(rollout)}

func TestCommands(t *testing.T) {
	for command, want := range map[string]string{
		"kubectl argo rollouts get rollout api -n shop --watch":                          "",
		"kubectl argo rollouts get rollout api":                                          `"api" not found`,
		"kubectl argo rollouts get rollouts api web -n shop":                             "wrong arguments",
		"kubectl argo rollouts get experiment <experiment> -n shop":                      "",
		"kubectl argo rollouts history api -n shop":                                      `unknown command "history"`,
		"kubectl argo rollouts resume api -n shop":                                       `unknown command "resume"`,
		"kubectl argo rollouts set image api -n shop main=<image>":                       "",
		"kubectl argo rollouts set image api -n shop web=<image>":                        `unable to find container named "web"`,
		"kubectl argo rollouts set weight api 20 -n shop":                                `unknown command "weight"`,
		"kubectl argo rollouts status api -n shop --timeout 30m":                         "",
		"kubectl argo rollouts status api -n shop --timeout 30":                          "missing unit in duration",
		"kubectl argo rollouts promote api -n shop --full":                               "",
		"kubectl argo rollouts promote api -n shop --skip-current-step":                  "--skip-current-step is deprecated",
		"kubectl argo rollouts abort -n shop":                                            "wrong arguments",
		"kubectl argo rollouts retry api -n shop":                                        `unknown command "api"`,
		"kubectl argo rollouts retry":                                                    "no command by itself",
		"kubectl argo rollouts undo api -n shop --to-revision=1":                         "",
		"kubectl argo rollouts undo api -n shop --to-revision=9":                         "unable to find specified revision 9",
		"kubectl argo rollouts dashboard --port=1":                                       "",
		"kubectl argo rollouts dashboard --open":                                         "unknown flag: --open",
		"kubectl get analysisruns -l rollouts-pod-template-hash=a,rollout-type=Step":     "",
		"kubectl get analysisruns -l rollout=api":                                        `AnalysisRuns have no label "rollout"`,
		"kubectl get pods -l app=api":                                                    "",
		"kubectl get pods -l app==,":                                                     "expected: identifier",
		"kubectl get rollout api -o jsonpath={.status.currentPodHash}":                   "",
		"kubectl get rollout api -o jsonpath={.status":                                   "unclosed action",
		"kubectl get rollout api --everything":                                           "unknown flag: --everything",
		"kubectl gett rollout api":                                                       `unknown command "gett"`,
		"kubectl -n argo-rollouts rollout status deployment/argo-rollouts --timeout=60s": "",
		"kubectl rollout": "",
		"helm upgrade":    "not a command of kubectl",
	} {
		problems, err := problemsOf(Place{Manifests: deployed, Commands: [][]string{strings.Fields(command)}})
		check(t, command, want, problems, err)
	}
}

func TestWhereNothingIsKnownAnyObjectMayBe(t *testing.T) {
	for command, want := range map[string]string{
		"kubectl argo rollouts promote api":           "",
		"kubectl argo rollouts undo api -n shop":      "",
		"kubectl argo rollouts promote api --quickly": "unknown flag: --quickly",
	} {
		problems, err := problemsOf(Place{Commands: [][]string{strings.Fields(command)}})
		check(t, command, want, problems, err)
	}
}

func TestMentions(t *testing.T) {
	for mention, want := range map[string]string{
		"kubectl argo rollouts undo":              "",
		"kubectl argo rollouts set":               "",
		"kubectl argo rollouts get rollout":       "",
		"kubectl argo rollouts promote --full":    "",
		"kubectl argo rollouts history":           `unknown command "history"`,
		"kubectl argo rollouts set weight":        `unknown command "weight"`,
		"kubectl argo rollouts promote --quickly": "unknown flag: --quickly",
		"kubectl rollout":                         "",
		"kubectl apply --server-side":             "",
		"kubectl delete -f":                       "",
		"kubectl apply --serverside":              "unknown flag: --serverside",
		"make":                                    "not a command of kubectl",
	} {
		problems, err := problemsOf(Place{Mentions: [][]string{strings.Fields(mention)}})
		check(t, mention, want, problems, err)
	}
}

// Pages warn of it, and have another command to let go of a rollout that is held.
func TestPromoteSkipsTheStepOfARolloutThatIsHeld(t *testing.T) {
	in, err := newCluster(deployed)
	if err != nil {
		t.Fatal(err)
	}
	held := in.rollouts[0].(*v1alpha1.Rollout)
	held.Spec.Paused = true
	held.Status.CurrentStepIndex = ptr.To[int32](0)
	rollouts := rolloutsfake.NewSimpleClientset(held).ArgoprojV1alpha1().Rollouts("shop")
	promoted, err := promote.PromoteRollout(rollouts, "api", false, false, false)
	if err != nil {
		t.Fatal(err)
	}
	if promoted.Spec.Paused || *promoted.Status.CurrentStepIndex != 1 {
		t.Errorf("is at step %d, held: %t", *promoted.Status.CurrentStepIndex, promoted.Spec.Paused)
	}
}

func TestMessages(t *testing.T) {
	for message, want := range map[string]string{
		"Paused: CanaryPauseStep":                                    "",
		"Paused: manually paused":                                    "",
		"Degraded: InvalidSpec":                                      "",
		"Degraded: RolloutAborted":                                   "",
		"Progressing: waiting for analysis to complete":              "",
		"Progressing: RolloutAborted":                                "no rollout says so",
		"Paused: PauseStep":                                          "no rollout says so",
		"Progressing: updated replicas are still becoming available": "",
	} {
		problems, err := problemsOf(Place{Messages: []string{message}})
		check(t, message, want, problems, err)
	}
}

// The deploy script asks for the condition, because the phase does not tell.
func TestARefusedVersionIsHealthy(t *testing.T) {
	refused := withCondition(string(v1alpha1.RolloutProgressing), conditions.FailedRSCreateReason)
	refused.CurrentPodHash, refused.StableRS = "before", "before"
	phase, message := rolloututil.CalculateRolloutPhase(pods(0, v1alpha1.RolloutStrategy{Canary: &v1alpha1.CanaryStrategy{}}), refused)
	if phase != v1alpha1.RolloutPhaseHealthy || message != "" {
		t.Errorf("is %s: %s", phase, message)
	}
}

func check(t *testing.T, what, want string, problems []string, err error) {
	t.Helper()
	got := strings.Join(problems, "; ")
	if err != nil || (want == "") != (got == "") || !strings.Contains(got, want) {
		t.Errorf("%s: want %q, got %q, %v", what, want, got, err)
	}
}

func TestNeedsAFileWithPlaces(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "places.json")
	if err := os.WriteFile(broken, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{nil, {"none.json"}, {broken}} {
		if err := run(args, &strings.Builder{}); err == nil {
			t.Errorf("accepts %q", args)
		}
	}
}
