package generator

import "regexp"

// The types with an order that is not total, each with the form of a bound.
var partial = func() map[string]*regexp.Regexp {
	const (
		year  = `-?(\d{4}|[1-9]\d{4,8})`
		month = `(0[1-9]|1[0-2])`
		day   = `(0[1-9]|[12]\d|3[01])`
		clock = `([01]\d:[0-5]\d:[0-5]\d(\.\d{1,17})?|2[0-3]:[0-5]\d:[0-5]\d(\.\d{1,17})?|24:00:00(\.0{1,17})?)`
		zone  = `(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?`
		n     = `\d{1,9}`
		date  = `P(` + n + `Y)?(` + n + `M)?(` + n + `D)?`
	)
	forms := make(map[string]*regexp.Regexp)
	for name, form := range map[string]string{
		"DateTime": year + "-" + month + "-" + day + "T" + clock + zone, "Date": year + "-" + month + "-" + day + zone,
		"Time": clock + zone, "GYear": year + zone, "GYearMonth": year + "-" + month + zone,
		"GMonthDay": "--" + month + "-" + day + zone, "GDay": "---" + day + zone, "GMonth": "--" + month + "(--)?" + zone,
		"Float": ".*", "Double": ".*",
		"Duration": "-?" + date + `(T(` + n + `H)?(` + n + `M)?(` + n + `(\.\d{1,17})?S)?)?`,
	} {
		forms[name] = regexp.MustCompile("^" + form + "$")
	}
	return forms
}()

var partialBounds = map[string]string{"minInclusive": "NoLess", "maxInclusive": "NoMore", "minExclusive": "More", "maxExclusive": "Less"}
