package main

import (
	"bytes"
	"encoding/json"

	"gongkai/extract"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// recordItems are the documents of a file, understood.
func recordItems(_ string, res *extract.Result) []any {
	var items []any
	for i := range res.Records {
		items = append(items, &res.Records[i])
	}
	return items
}

// documentItems are the blocks and tables of a file as read; of one that could
// not be read, the record that says why.
func documentItems(name string, res *extract.Result) []any {
	if res.Document == nil {
		return recordItems(name, res)
	}
	return []any{res.Document}
}

// explained is an explanation with the file that it is about. A document that
// has no cells to explain has its findings alone.
type explained struct {
	File     string      `json:"file"`
	Document int         `json:"document"`
	Kind     report.Kind `json:"kind"`
	*report.Explanation
	Findings []document.Finding `json:"findings,omitempty"`
}

// explainItems are the explanations of the cells chosen.
func (c cellChoice) explainItems(name string, res *extract.Result) []any {
	var items []any
	for i := range res.Records {
		r := &res.Records[i]
		file, some := fileOf(r, name), false
		for _, x := range report.Explain(r) {
			some = true
			if c.has(x.Key) {
				items = append(items, explained{file, r.Source.Document, r.Kind, &x, x.Findings})
			}
		}
		if !some {
			items = append(items, explained{File: file, Document: r.Source.Document, Kind: r.Kind, Findings: r.Findings})
		}
	}
	return items
}

// jsonForm prints all items of all files as one array.
func jsonForm(items func(string, *extract.Result) []any) parseForm {
	return parseForm{before: "[\n", between: ",\n", after: "\n]\n", print: func(to *bytes.Buffer, name string, res *extract.Result) error {
		for i, item := range items(name, res) {
			if i > 0 {
				to.WriteString(",\n")
			}
			line, err := indented(item)
			if err != nil {
				return err
			}
			to.Write(line)
		}
		return nil
	}}
}

// indented writes a JSON value over several lines, without a line end.
func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return escapeControls(bytes.TrimRight(b.Bytes(), "\n")), nil
}
