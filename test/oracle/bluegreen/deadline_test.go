package bluegreen

import (
	"testing"
	"time"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"k8s.io/utils/ptr"
)

// deadline is shorter than the analyses of this file take.
const deadline = 2 * time.Second

// withDeadline is the rollout of the other tests with little time for progress, judged before or after promotion.
func withDeadline(isAborting, isBefore bool) *v1alpha1.Rollout {
	rollout := theRollout()
	rollout.Spec.ProgressDeadlineSeconds = ptr.To(int32(deadline.Seconds()))
	rollout.Spec.ProgressDeadlineAbort = isAborting
	if strategy := rollout.Spec.Strategy.BlueGreen; isBefore {
		strategy.PrePromotionAnalysis, strategy.PostPromotionAnalysis = strategy.PostPromotionAnalysis, nil
	}
	return rollout
}

// judging waits until an analysis of the second version runs.
func judging(t *testing.T, rollout *v1alpha1.Rollout) *release {
	r := deployedAs(t, rollout)
	if rollout.Spec.Strategy.BlueGreen.PostPromotionAnalysis != nil {
		r.update()
	} else {
		r.change(func(changed *v1alpha1.Rollout) { changed.Spec.Template.Spec.Containers[0].Image = "api:2" })
		r.judge(v1alpha1.AnalysisPhaseRunning)
	}
	return r
}

func (r *release) isAborted() bool { return r.rollout().Status.Abort }

func (r *release) isDegraded() bool {
	return r.rollout().Status.Phase == v1alpha1.RolloutPhaseDegraded
}

func TestAnAnalysisBeforePromotionIsHeldToTheDeadline(t *testing.T) {
	r := judging(t, withDeadline(false, true))
	r.waitUntil("the rollout is degraded", r.isDegraded)
	if r.isAborted() {
		t.Error("the update is aborted")
	}
}

func TestAnAnalysisBeforePromotionIsAbortedAtTheDeadline(t *testing.T) {
	r := judging(t, withDeadline(true, true))
	r.waitUntil("the update is aborted", r.isAborted)
}

func TestAnAnalysisAfterPromotionIsAbortedAtTheDeadline(t *testing.T) {
	r := judging(t, withDeadline(true, false))
	// as each measurement does, something has the controller look at the rollout
	time.Sleep(deadline + time.Second)
	r.change(func(changed *v1alpha1.Rollout) { changed.Annotations["looked"] = "again" })
	r.waitUntil("the update is aborted", r.isAborted)
}

func TestAnAnalysisAfterPromotionIsNotHeldToTheDeadlineWithoutAbort(t *testing.T) {
	r := judging(t, withDeadline(false, false))
	time.Sleep(deadline + time.Second)
	r.change(func(changed *v1alpha1.Rollout) { changed.Annotations["looked"] = "again" })
	r.holdsFor(deadline, "the rollout is not degraded", func() bool { return !r.isDegraded() })
}
