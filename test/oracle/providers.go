package main

import (
	"context"
	"errors"
	"time"

	promapi "github.com/prometheus/client_golang/api/prometheus/v1"
	"github.com/prometheus/common/model"
	"github.com/sirupsen/logrus"

	"github.com/argoproj/argo-rollouts/metricproviders/prometheus"
	"github.com/argoproj/argo-rollouts/metricproviders/webmetric"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
)

// server is a Prometheus that gives the same answer to every query.
type server struct {
	promapi.API
	answer model.Value
}

func (s server) Query(context.Context, string, time.Time, ...promapi.Option) (model.Value, promapi.Warnings, error) {
	return s.answer, nil, nil
}

func (s server) QueryRange(context.Context, string, promapi.Range, ...promapi.Option) (model.Value, promapi.Warnings, error) {
	return s.answer, nil, nil
}

// answers are the kinds of result that a query can have.
var answers = []model.Value{
	model.Vector{{Value: 0}, {Value: 1}, {Value: 2}},
	&model.Scalar{Value: 1},
}

// measurePrometheus lets the provider take a measurement. Which kind of result a query has is not known here, so a
// condition need only work on one of them.
func measurePrometheus(metric v1alpha1.Metric) error {
	if _, err := prometheus.NewPrometheusAPI(metric); err != nil {
		return err
	}
	var err error
	for _, answer := range answers {
		provider, problem := prometheus.NewPrometheusProvider(server{answer: answer}, *logrus.NewEntry(logrus.StandardLogger()), metric)
		if problem != nil {
			return problem
		}
		measurement := provider.Run(&v1alpha1.AnalysisRun{}, metric)
		if measurement.Phase != v1alpha1.AnalysisPhaseError {
			return nil
		}
		err = errors.Join(err, errors.New(measurement.Message))
	}
	return err
}

// prepareWeb makes what the provider makes before its first request.
func prepareWeb(metric v1alpha1.Metric) error {
	if _, err := webmetric.NewWebMetricHttpClient(metric); err != nil {
		return err
	}
	if _, err := webmetric.NewWebMetricJsonParser(metric); err != nil {
		return err
	}
	return compileConditions(metric)
}
