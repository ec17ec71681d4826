#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
#
# harvest.pl — harvests records over OAI-PMH with HTTP::OAI, a client that is none of ours.
#
#   harvest.pl ADDRESS [TOKEN]   from the beginning, or from where a token stood
#
# Prints a line for each: "record<TAB>its JSON", "gone<TAB>its identifier", and after each page
# "token<TAB>the next one". Whoever is killed goes on with the last token that was printed.
use strict;
use warnings;
use HTTP::OAI;

binmode STDOUT, ':utf8';
$| = 1;
my ($address, $token) = @ARGV;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $address, resume => 0);
my $identity = $harvester->Identify;
die 'Identify: ' . $identity->message . "\n" if $identity->is_error;
die "no persistent tombstones\n" if $identity->deletedRecord ne 'persistent';
my %asked = defined $token ? (resumptionToken => $token) : (metadataPrefix => 'kohtaamo');
while (1) {
  my $page = $harvester->ListRecords(%asked);
  while (my $record = $page->next) {
    if ($record->is_deleted) {
      print "gone\t", $record->identifier, "\n";
    } else {
      print "record\t", $record->metadata->dom->textContent, "\n";
    }
  }
  die 'ListRecords: ' . $page->code . ' ' . $page->message . "\n" if $page->is_error;
  my $next = $page->resumptionToken;
  last if !defined $next || $next->is_empty;
  print "token\t", $next->resumptionToken, "\n";
  %asked = (resumptionToken => $next->resumptionToken);
}
