// Package page shows an archive to people: HTML made on the server that needs no
// script, in Chinese and, under /en/, in English.
//
// # How a page is made
//
// A page is three things: a row in (*Pages).routes, a method that makes a sheet
// out of a request, and templates/NAME.html that defines "main". The frame around
// it and the page of a filing, which are asked for most, are written by markup
// instead of a template. The method returns an error where there is nothing to
// show: archive.ErrNotFound becomes 404, archive.ErrNotYetSeen and
// *archive.GoneError pages that say so, a *badRequest 400, everything else 500
// with a number that stands in the log too.
// The whole page is made in memory first, so that nobody gets half of one.
//
// In a template, {{t "中文" "English"}} says a thing in the reader's language,
// {{portalURL .}}, {{organURL .}}, {{filingURL .}}, {{pageURL .}}, {{versionURL . n}}
// and {{diffURL from to}} make addresses that stay in it, and {{$.Keep}} behind
// an address keeps the day that the reader looks back to. Looks are classes of
// static/*.css, which become one file; style attributes do not work, the
// Content-Security-Policy forbids them.
//
// Everything out of the archive is hostile: html/template escapes it, and the
// characters that turn the writing direction are taken out of what a template
// made; markup escapes both.
package page
