// Command hcldifferential shows what HashiCorp's own parser makes of HCL texts: it reads a JSON array of texts
// from standard input and prints a JSON array with, for each text, the first error (empty when accepted) and the
// whole tree. Offsets are UTF-16 units, so that the test can compare them with those of src/syntax/hcl.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type result struct {
	Error string `json:"error"`
	Tree  any    `json:"tree"`
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	results := make([]result, len(texts))
	for i, text := range texts {
		results[i] = parse(text)
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func parse(text string) result {
	file, diagnostics := hclsyntax.ParseConfig([]byte(text), "test.hcl", hcl.InitialPos)
	for _, diagnostic := range diagnostics {
		if diagnostic.Severity == hcl.DiagError {
			return result{Error: diagnostic.Summary + ": " + diagnostic.Detail}
		}
	}
	body, _ := file.Body.(*hclsyntax.Body)
	d := dumper{text: text, offsets: utf16Offsets(text)}
	return result{Tree: d.body(body)}
}

// utf16Offsets maps every byte offset of the text to its offset in UTF-16 units.
func utf16Offsets(text string) []int {
	offsets := make([]int, len(text)+1)
	units := 0
	next := 0
	for at, char := range text {
		for ; next <= at; next++ {
			offsets[next] = units
		}
		units += utf16.RuneLen(char)
	}
	for ; next <= len(text); next++ {
		offsets[next] = units
	}
	return offsets
}

type dumper struct {
	text    string
	offsets []int
	// Literals of a <<- heredoc are moved by the removed indentation, so their ranges say nothing.
	flush bool
}

func (d *dumper) span(r hcl.Range) []any {
	return []any{d.offsets[r.Start.Byte], d.offsets[r.End.Byte]}
}

func (d *dumper) body(body *hclsyntax.Body) []any {
	type item struct {
		at   int
		node []any
	}
	var items []item
	for _, attribute := range body.Attributes {
		items = append(items, item{attribute.SrcRange.Start.Byte, []any{
			"attribute", attribute.Name, d.span(attribute.SrcRange), d.span(attribute.NameRange), d.expression(attribute.Expr),
		}})
	}
	for _, block := range body.Blocks {
		labels := []any{}
		for i, label := range block.Labels {
			labels = append(labels, []any{label, d.span(block.LabelRanges[i])})
		}
		items = append(items, item{block.TypeRange.Start.Byte, []any{
			"block", block.Type, d.span(block.TypeRange), labels,
			d.span(block.OpenBraceRange), d.span(block.CloseBraceRange), d.body(block.Body),
		}})
	}
	sort.Slice(items, func(i, j int) bool { return items[i].at < items[j].at })
	nodes := []any{}
	for _, item := range items {
		nodes = append(nodes, item.node)
	}
	return nodes
}

func (d *dumper) expression(expression hclsyntax.Expression) []any {
	if expression == nil {
		return []any{"none"}
	}
	span := d.span(expression.Range())
	switch e := expression.(type) {
	case *hclsyntax.LiteralValueExpr:
		return []any{"literal", value(e.Val), span}
	case *hclsyntax.TemplateWrapExpr:
		return []any{"template", span, []any{d.expression(e.Wrapped)}}
	case *hclsyntax.TemplateExpr:
		flush := d.flush
		d.flush = strings.HasPrefix(d.text[e.SrcRange.Start.Byte:], "<<-")
		parts := d.parts(e.Parts)
		d.flush = flush
		return []any{"template", span, parts}
	case *hclsyntax.ScopeTraversalExpr:
		steps := []any{"access", []any{"variable", e.Traversal.RootName(), d.span(e.Traversal[0].SourceRange())}}
		if len(e.Traversal) == 1 {
			return []any{"variable", e.Traversal.RootName(), span}
		}
		return d.traversal(steps, e.Traversal[1:])
	case *hclsyntax.RelativeTraversalExpr:
		return d.traversal(d.accessed(e.Source), e.Traversal)
	case *hclsyntax.IndexExpr:
		return append(d.accessed(e.Collection), []any{"index", d.expression(e.Key), d.span(e.BracketRange)})
	case *hclsyntax.SplatExpr:
		steps := append(d.accessed(e.Source), []any{"splat", d.span(e.MarkerRange)})
		return append(steps, d.splatSteps(e.Each)...)
	case *hclsyntax.FunctionCallExpr:
		arguments := []any{}
		for _, argument := range e.Args {
			arguments = append(arguments, d.expression(argument))
		}
		return []any{"call", e.Name, d.span(e.NameRange), d.span(e.CloseParenRange), e.ExpandFinal, arguments}
	case *hclsyntax.ConditionalExpr:
		return []any{"conditional", span, d.expression(e.Condition), d.expression(e.TrueResult), d.expression(e.FalseResult)}
	case *hclsyntax.BinaryOpExpr:
		return []any{"binary", operators[e.Op], span, d.expression(e.LHS), d.expression(e.RHS)}
	case *hclsyntax.UnaryOpExpr:
		return []any{"unary", operators[e.Op], span, d.expression(e.Val)}
	case *hclsyntax.ParenthesesExpr:
		return []any{"parentheses", span, d.expression(e.Expression)}
	case *hclsyntax.TupleConsExpr:
		items := []any{}
		for _, item := range e.Exprs {
			items = append(items, d.expression(item))
		}
		return []any{"tuple", span, items}
	case *hclsyntax.ObjectConsExpr:
		items := []any{}
		for _, item := range e.Items {
			items = append(items, []any{d.expression(item.KeyExpr), d.expression(item.ValueExpr)})
		}
		return []any{"object", span, items}
	case *hclsyntax.ObjectConsKeyExpr:
		return d.expression(e.Wrapped)
	case *hclsyntax.ForExpr:
		return []any{
			"for", span, e.KeyVar, e.ValVar, e.Group, d.expression(e.CollExpr),
			d.optional(e.KeyExpr), d.expression(e.ValExpr), d.optional(e.CondExpr),
		}
	default:
		return []any{fmt.Sprintf("%T", e), span}
	}
}

func (d *dumper) optional(expression hclsyntax.Expression) any {
	if expression == nil {
		return nil
	}
	return d.expression(expression)
}

// accessed starts a flat list of steps, or continues the one of the source, as src/syntax/hcl has it.
func (d *dumper) accessed(source hclsyntax.Expression) []any {
	dumped := d.expression(source)
	if dumped[0] == "access" {
		return dumped
	}
	return []any{"access", dumped}
}

func (d *dumper) traversal(steps []any, traversal hcl.Traversal) []any {
	for _, step := range traversal {
		switch s := step.(type) {
		case hcl.TraverseAttr:
			steps = append(steps, []any{"attribute", s.Name, d.span(s.SrcRange)})
		case hcl.TraverseIndex:
			steps = append(steps, []any{"index", value(s.Key), d.span(s.SrcRange)})
		default:
			steps = append(steps, fmt.Sprintf("%T", s))
		}
	}
	return steps
}

// splatSteps gives the steps behind a splat, which here hang on a symbol for "each item".
func (d *dumper) splatSteps(each hclsyntax.Expression) []any {
	switch e := each.(type) {
	case *hclsyntax.AnonSymbolExpr:
		return nil
	case *hclsyntax.RelativeTraversalExpr:
		return d.traversal(d.splatSteps(e.Source), e.Traversal)
	case *hclsyntax.IndexExpr:
		return append(d.splatSteps(e.Collection), []any{"index", d.expression(e.Key), d.span(e.BracketRange)})
	case *hclsyntax.SplatExpr:
		return append(append(d.splatSteps(e.Source), []any{"splat", d.span(e.MarkerRange)}), d.splatSteps(e.Each)...)
	default:
		return []any{fmt.Sprintf("%T", each)}
	}
}

func (d *dumper) parts(expressions []hclsyntax.Expression) []any {
	parts := []any{}
	for _, expression := range expressions {
		parts = append(parts, d.part(expression))
	}
	return parts
}

func (d *dumper) part(expression hclsyntax.Expression) any {
	switch e := expression.(type) {
	case *hclsyntax.LiteralValueExpr:
		// Only a literal of the template itself is a string here: a quoted string is a template of its own.
		if e.Val.Type() == cty.String {
			if d.flush || e.Val.AsString() == "" {
				return []any{"text", e.Val.AsString()}
			}
			return []any{"text", e.Val.AsString(), d.span(e.SrcRange)}
		}
	case *hclsyntax.ConditionalExpr:
		if d.text[e.SrcRange.Start.Byte] == '%' {
			return []any{
				"if", d.span(e.SrcRange), d.expression(e.Condition),
				d.parts(e.TrueResult.(*hclsyntax.TemplateExpr).Parts), d.parts(e.FalseResult.(*hclsyntax.TemplateExpr).Parts),
			}
		}
	case *hclsyntax.TemplateJoinExpr:
		loop := e.Tuple.(*hclsyntax.ForExpr)
		return []any{
			"for", d.span(loop.SrcRange), loop.KeyVar, loop.ValVar, d.expression(loop.CollExpr),
			d.parts(loop.ValExpr.(*hclsyntax.TemplateExpr).Parts),
		}
	}
	return d.expression(expression)
}

func value(v cty.Value) any {
	switch {
	case v.IsNull():
		return nil
	case v.Type() == cty.Number:
		number, _ := v.AsBigFloat().Float64()
		if math.IsInf(number, 0) {
			return "infinite"
		}
		return number
	case v.Type() == cty.String:
		return v.AsString()
	case v.Type() == cty.Bool:
		return v.True()
	default:
		return v.GoString()
	}
}

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpLogicalOr:          "||",
	hclsyntax.OpLogicalAnd:         "&&",
	hclsyntax.OpLogicalNot:         "!",
	hclsyntax.OpEqual:              "==",
	hclsyntax.OpNotEqual:           "!=",
	hclsyntax.OpGreaterThan:        ">",
	hclsyntax.OpGreaterThanOrEqual: ">=",
	hclsyntax.OpLessThan:           "<",
	hclsyntax.OpLessThanOrEqual:    "<=",
	hclsyntax.OpAdd:                "+",
	hclsyntax.OpSubtract:           "-",
	hclsyntax.OpMultiply:           "*",
	hclsyntax.OpDivide:             "/",
	hclsyntax.OpModulo:             "%",
	hclsyntax.OpNegate:             "-",
}
