package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/cli-runtime/pkg/genericclioptions"
	"k8s.io/client-go/util/jsonpath"
	kubectl "k8s.io/kubectl/pkg/cmd"

	analysisutil "github.com/argoproj/argo-rollouts/utils/analysis"
)

func newKubectl(args []string) *cobra.Command {
	return kubectl.NewKubectlCommand(kubectl.KubectlOptions{
		Arguments:   append([]string{"kubectl"}, args...),
		ConfigFlags: genericclioptions.NewConfigFlags(true),
		IOStreams:   genericclioptions.IOStreams{In: strings.NewReader(""), Out: io.Discard, ErrOut: io.Discard},
	})
}

// tryKubectl reads a command as kubectl does, but does not run it.
func tryKubectl(args []string) error {
	command, err := parse(newKubectl(args), args)
	if err != nil {
		return err
	}
	if command.HasSubCommands() && command.RunE == nil && !command.Runnable() {
		return fmt.Errorf("%q is no command by itself", command.CommandPath())
	}
	flags := command.Flags()
	if err := command.ValidateArgs(flags.Args()); err != nil {
		return err
	}
	if flag := flags.Lookup("selector"); flag != nil && flag.Changed {
		if err := trySelector(flag.Value.String(), flags.Arg(0)); err != nil {
			return err
		}
	}
	if flag := flags.Lookup("output"); flag != nil {
		if template, found := strings.CutPrefix(flag.Value.String(), "jsonpath="); found {
			return jsonpath.New("output").Parse(template)
		}
	}
	return nil
}

// trySelector knows the labels that the controller gives to AnalysisRuns: whoever selects by another one finds none.
func trySelector(selector, resource string) error {
	requirements, err := labels.ParseToRequirements(selector)
	if err != nil || !strings.HasPrefix(resource, "analysisrun") {
		return err
	}
	known := analysisutil.StepLabels(0, "", "")
	for _, requirement := range requirements {
		if _, found := known[requirement.Key()]; !found {
			return fmt.Errorf("AnalysisRuns have no label %q", requirement.Key())
		}
	}
	return nil
}
