// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record.h — one thing that Kohtaamo knows about.
//
// The envelope is common to all; the type of a record is the type of its details, so that the two
// can never disagree. Codes (stage, target group, …) are texts from config/lists, checked on the
// way in. What is not known is empty or std::nullopt: unknown is never 0 and never "no".
// The names of members are those of the JSON, which record_fields.h lists once for all uses.
//
// Threads values.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "corpora/date.h"
#include "stemming/language.h"

namespace kohtaamo::corpora {

using RecordId = std::string;  // "<source>:<local id>", at most 200 bytes, no white space

// A text in up to three languages; empty where there is none.
struct LocalText {
  std::string fi{}, sv{}, en{};

  const std::string& in(stemming::Language language) const;
  std::string& in(stemming::Language language);
  bool is_empty() const { return fi.empty() && sv.empty() && en.empty(); }
  // The text in the language, or else in fi, en, sv: the first that there is.
  const std::string& best(stemming::Language language) const;
  bool operator==(const LocalText&) const = default;
};

struct LocalWords {  // keywords by language
  std::vector<std::string> fi{}, sv{}, en{};
  const std::vector<std::string>& in(stemming::Language language) const;
  bool operator==(const LocalWords&) const = default;
};

struct Region {
  std::string scheme{};                                    // mk, hva, kunta, nuts, country, national, eu
  std::string code{};                                      // "11"
  std::string role{};                                      // origin, operates, eligible, beneficiary, seat
  std::string key() const { return scheme + ":" + code; }  // as in config/lists/regions.json
  bool operator==(const Region&) const = default;
};

struct Concept {
  std::string uri{}, scheme{};
  LocalText label{};
  std::string by{};  // source, rule, human
  std::optional<double> score{};
  bool operator==(const Concept&) const = default;
};

struct Dates {
  std::optional<Date> created{}, modified{}, published{}, valid_from{}, valid_to{}, reviewed{};
  bool operator==(const Dates&) const = default;
};

struct Provenance {
  std::string source{}, source_id{}, url{}, retrieved_at{}, raw_sha256{}, importer{}, importer_version{};
  bool operator==(const Provenance&) const = default;
};

struct Link {
  std::string rel{};
  RecordId target{};
  LocalText note{};
  std::string by{};
  std::optional<double> confidence{};
  bool operator==(const Link&) const = default;
};

struct Contact {
  RecordId actor{};
  std::string role_address{}, form_url{};
  bool operator==(const Contact&) const = default;
};

struct Translation {  // how the text in each language came to be: human, machine, none
  std::string fi{}, sv{}, en{};
  bool operator==(const Translation&) const = default;
};

// --- parts of details -------------------------------------------------------------------------

struct ResourceNeeded {
  std::string kind{}, unit{};
  std::optional<double> amount{};
  LocalText note{};
  bool operator==(const ResourceNeeded&) const = default;
};

struct FunderShare {
  RecordId actor{}, decision{};
  bool operator==(const FunderShare&) const = default;
};

struct Cost {
  std::optional<double> setup_eur{}, yearly_eur{}, per_person_eur{};
  bool operator==(const Cost&) const = default;
};

struct Material {
  std::string url{}, licence{}, lang{};
  bool operator==(const Material&) const = default;
};

struct Transfer {
  std::string adaptable{};  // yes, partly, no
  LocalText core_components{}, adaptable_parts{};
  std::vector<Material> materials{};
  std::optional<bool> training_available{};
  bool operator==(const Transfer&) const = default;
};

struct Claim {
  LocalText outcome{};
  std::string indicator{}, direction{}, unit{}, method{}, period{}, source{}, independence{};
  std::optional<double> value{}, n{};
  bool operator==(const Claim&) const = default;
};

struct Evidence {
  std::optional<std::int64_t> level{};  // 0..5
  std::vector<Claim> claims{};
  bool operator==(const Evidence&) const = default;
};

struct Validation {
  std::string tool{}, version{}, assessor{}, result{};
  std::optional<Date> self_date{}, assessor_date{};
  std::vector<LocalText> answers{};
  bool operator==(const Validation&) const = default;
};

struct SocialInnovationScores {  // each 0..2
  std::optional<std::int64_t> objectives{}, actors{}, outputs{}, innovativeness{};
  std::string by{};
  bool operator==(const SocialInnovationScores&) const = default;
};

struct Stopped {
  LocalText reason{}, lesson{};
  bool operator==(const Stopped&) const = default;
};

struct Affected {
  std::vector<std::string> groups{};
  std::optional<double> size{};
  std::string size_source{};
  bool operator==(const Affected&) const = default;
};

struct Constraints {
  std::optional<double> budget_max_eur{};
  std::optional<Date> start_by{};
  std::vector<std::string> must{}, must_not{};
  bool operator==(const Constraints&) const = default;
};

struct IndicatorValue {
  std::string indicator{}, region{}, unit{}, source{};
  std::optional<std::int64_t> year{};
  std::optional<double> value{};
  bool operator==(const IndicatorValue&) const = default;
};

struct Readiness {  // each yes, no, unknown
  std::string decision_maker{}, staff{}, data{}, budget_secured{};
  bool operator==(const Readiness&) const = default;
};

struct Answer {
  RecordId innovation{};
  std::string verdict{};
  LocalText note{};
  bool operator==(const Answer&) const = default;
};

struct Closed {
  std::optional<Date> date{};
  std::string outcome{}, by{};  // solved, dropped, merged
  bool operator==(const Closed&) const = default;
};

struct Capacity {
  std::optional<double> amount{};
  std::string unit{}, period{};
  bool operator==(const Capacity&) const = default;
};

struct Price {
  std::optional<bool> free{}, cost{}, negotiable{};
  std::optional<double> eur{};
  bool operator==(const Price&) const = default;
};

struct Deadline {
  std::optional<Date> date{};
  std::string time{}, tz{};  // "16:15", "Europe/Helsinki"
  std::optional<std::int64_t> stage{};
  std::string original{};
  std::optional<Date> moved_from{};
  bool operator==(const Deadline&) const = default;
};

struct Amount {
  std::optional<double> total_budget{}, min_grant{}, max_grant{}, rate_min{}, rate_max{};  // rates in per cent
  std::string currency{};                                                                  // ISO 4217
  bool operator==(const Amount&) const = default;
};

struct Consortium {
  std::optional<std::int64_t> min_partners{}, min_countries{};
  std::vector<std::string> required_types{};
  bool operator==(const Consortium&) const = default;
};

struct Quote {
  std::string text{}, lang{}, polarity{};  // positive, negative
  std::vector<std::string> types{};
  std::optional<std::int64_t> offset{};
  bool operator==(const Quote&) const = default;
};

struct Eligibility {
  std::vector<std::string> applicant_types{}, applicant_regions{}, countries{};
  Consortium consortium{};
  std::optional<double> own_funding_required{};  // per cent
  LocalText text{};
  std::vector<Quote> excerpt_quotes{};
  bool operator==(const Eligibility&) const = default;
};

struct Document {  // a file that belongs to a call; a plain address in JSON is read as {url}
  std::string url{}, title{}, lang{};
  bool operator==(const Document&) const = default;
};

struct Forecast {
  std::optional<bool> estimated{};
  std::string basis{};
  std::optional<std::int64_t> month{}, spread_days{};
  bool operator==(const Forecast&) const = default;
};

struct SocialInnovationFlag {
  std::optional<bool> value{};
  std::string basis{};
  bool operator==(const SocialInnovationFlag&) const = default;
};

struct Recipient {
  RecordId actor{};
  std::string role{};
  std::optional<double> share_eur{};
  bool operator==(const Recipient&) const = default;
};

struct Period {
  std::optional<Date> start{}, end{};
  bool operator==(const Period&) const = default;
};

struct Privacy {
  std::optional<bool> hide_purpose{}, hide_applicant{}, objected{}, hide_contact{};
  std::optional<bool> remove{};  // "delete" in the JSON
  std::string basis{};
  bool operator==(const Privacy&) const = default;
};

struct Partner {
  RecordId actor{};
  std::string name{}, role{}, country{};  // a name where the source gives no identity
  std::optional<double> eur{};
  bool operator==(const Partner&) const = default;
};

struct Author {
  std::string name{}, orcid{}, affiliation_ror{};
  bool operator==(const Author&) const = default;
};

struct OpenAccess {
  std::optional<bool> is_oa{};
  std::string status{}, url{};
  bool operator==(const OpenAccess&) const = default;
};

struct Concern {
  RecordId target{};       // an innovation or a need
  std::string relation{};  // evaluates, describes, supports, contradicts
  bool operator==(const Concern&) const = default;
};

struct Identifiers {
  std::string y_tunnus{}, ror{}, isni{}, pic{}, wikidata{}, oid{}, crossref_funder{};
  bool operator==(const Identifiers&) const = default;
};

struct IdentityLink {
  RecordId id{};
  std::string method{};  // y_tunnus, name, suffix
  std::optional<double> confidence{};
  bool operator==(const IdentityLink&) const = default;
};

struct Confirmed {
  std::optional<Date> date{};
  std::string by{};  // self, curator, derived
  bool operator==(const Confirmed&) const = default;
};

struct Focus {
  std::vector<std::string> function{};
  bool operator==(const Focus&) const = default;
};

struct Crosswalk {
  std::string scheme{}, uri{}, relation{};
  bool operator==(const Crosswalk&) const = default;
};

struct AdoptionContext {
  std::optional<double> population{};
  std::string org_size{};
  LocalText setting{};
  bool operator==(const AdoptionContext&) const = default;
};

// --- details: one struct a type ---------------------------------------------------------------

struct Innovation {
  LocalText core_idea{}, problem{}, how_it_works{}, conditions{}, context{}, co_development{}, novelty{}, benefit{};
  std::vector<RecordId> developers{};
  std::vector<FunderShare> funders{};
  std::vector<ResourceNeeded> resources_needed{};
  Cost cost{};
  std::optional<double> implementation_time_months{};
  Transfer transfer{};
  Evidence evidence{};
  Validation validation{};
  SocialInnovationScores si_scores{};
  std::string novelty_type{};
  Stopped failed_or_stopped{};
  bool operator==(const Innovation&) const = default;
};

struct Need {
  RecordId owner{};  // an actor, or "hidden"
  LocalText problem{}, desired_change{};
  Affected affected{};
  Constraints constraints{};
  std::vector<std::string> looking_for{};
  std::optional<bool> solution_kind_open{};
  std::optional<std::int64_t> urgency{};  // 1..3
  std::vector<IndicatorValue> evidence{};
  Readiness readiness{};
  std::vector<Answer> answers{};
  Closed closed{};
  bool operator==(const Need&) const = default;
};

struct Resource {
  std::string kind{}, function{};
  std::vector<std::string> stages{};
  RecordId offered_by{};
  LocalText how{};
  Capacity capacity{};
  Price price{};
  Eligibility eligibility{};
  std::vector<std::string> languages{};
  std::optional<Date> valid_to{};
  bool operator==(const Resource&) const = default;
};

struct Call {
  std::vector<RecordId> funder{};
  std::string programme{}, call_identifier{}, record_kind{}, instrument{}, source_status{};
  std::optional<Date> opens{};
  std::vector<Deadline> deadlines{};
  std::string deadline_model{};
  Amount amount{};
  std::optional<std::int64_t> expected_awards{};
  Eligibility eligibility{};
  std::vector<std::string> purpose_stages{};
  LocalText excluded{}, application_url{};
  std::vector<Document> documents{};
  Forecast forecast{};
  SocialInnovationFlag social_innovation_flag{};
  bool operator==(const Call&) const = default;
};

struct Decision {
  RecordId call{}, funder{};
  std::vector<Recipient> recipients{};
  std::optional<double> applied_eur{}, granted_eur{}, disbursed_eur{}, eu_eur{};
  std::optional<Date> decided_on{};
  std::string result{};  // awarded, rejected
  LocalText purpose{};
  Period period{};
  std::string case_number{};
  Privacy privacy{};
  bool operator==(const Decision&) const = default;
};

struct Project {
  std::string acronym{};
  RecordId coordinator{};
  std::vector<Partner> partners{};
  LocalText objective{};
  std::optional<Date> start{}, end{};
  std::optional<double> total_cost_eur{}, granted_eur{};
  std::string programme{}, grant_doi{};
  std::vector<RecordId> calls{};  // the call or topic it was funded under
  std::vector<RecordId> outputs{};
  bool operator==(const Project&) const = default;
};

struct Paper {
  std::string doi{};
  std::vector<Author> authors{};
  std::optional<std::int64_t> year{};
  std::string container{}, publisher{}, pub_type{};
  std::optional<bool> peer_reviewed{}, is_retracted{};
  OpenAccess open_access{};
  LocalText abstract{};
  std::vector<std::string> fields_of_science{};
  std::vector<RecordId> funded_by{};
  std::vector<Concern> concerns{};
  bool operator==(const Paper&) const = default;
};

struct Actor {
  std::string actor_type{};
  std::vector<std::string> roles{};
  Identifiers identifiers{};
  RecordId parent{};
  Focus focus{};
  std::vector<RecordId> networks{}, offers{};
  Confirmed confirmed{};
  std::vector<IdentityLink> identity_links{};
  Privacy privacy{};
  std::string website{};
  bool operator==(const Actor&) const = default;
};

struct Theme {
  std::string definition_query{};
  std::vector<RecordId> pins{}, excludes{};
  std::optional<Date> valid_from{}, valid_to{};
  std::string origin{};  // workshop, foresight, government_programme, eu
  std::vector<Crosswalk> crosswalk{};
  RecordId owner{}, supersedes{};
  bool operator==(const Theme&) const = default;
};

struct Adoption {
  RecordId innovation{}, adopter{};
  std::string region{};  // "mk:11"
  AdoptionContext context{};
  std::optional<Date> started{};
  std::string adoption_status{};  // considering, preparing, in_use, adapted, stopped; "status" in the JSON
  LocalText adaptations{};
  std::string result{};  // better, same, worse, unknown
  std::vector<Claim> claims{};
  LocalText advice{};
  std::optional<bool> may_contact{};
  RecordId derived_from{};
  bool operator==(const Adoption&) const = default;
};

struct Signal {
  std::string signal_kind{};
  std::optional<std::int64_t> horizon_years{};
  std::vector<RecordId> impact_on{};
  std::string origin{};  // who says so
  std::optional<double> confidence{};
  bool operator==(const Signal&) const = default;
};

struct Event {
  std::optional<Date> start{}, end{};
  LocalText place{};
  std::optional<bool> online{};
  std::vector<std::string> topics{};
  bool operator==(const Event&) const = default;
};

struct Indicator {
  std::string scheme{}, indicator_id{}, region{}, gender{}, unit{}, direction_good{};
  LocalText name{};
  std::optional<std::int64_t> year{};
  std::optional<double> value{};
  bool operator==(const Indicator&) const = default;
};

// The order is that of RecordType and is stored in the index: append only.
using Details = std::variant<Innovation, Need, Resource, Call, Decision, Project, Paper, Actor, Theme, Adoption, Signal,
                             Event, Indicator>;

enum class RecordType : std::uint8_t {
  innovation,
  need,
  resource,
  call,
  decision,
  project,
  paper,
  actor,
  theme,
  adoption,
  signal,
  event,
  indicator
};
inline constexpr std::array record_type_names{
    std::string_view("innovation"), std::string_view("need"),     std::string_view("resource"),
    std::string_view("call"),       std::string_view("decision"), std::string_view("project"),
    std::string_view("paper"),      std::string_view("actor"),    std::string_view("theme"),
    std::string_view("adoption"),   std::string_view("signal"),   std::string_view("event"),
    std::string_view("indicator")};
static_assert(record_type_names.size() == std::variant_size_v<Details>);

inline std::string_view to_text(RecordType type) { return record_type_names.at(static_cast<std::size_t>(type)); }
std::optional<RecordType> parse_record_type(std::string_view name);
Details details_of(RecordType type);  // empty details of the type

struct Record {
  RecordId id{};
  LocalText title{}, summary{}, body{};
  std::vector<std::string> lang{};  // original languages, BCP 47
  Translation translation{};
  std::vector<Concept> concepts{};
  LocalWords keywords{};
  std::vector<RecordId> themes{};
  std::vector<std::string> target_groups{};
  std::vector<Region> regions{};
  std::string stage{};
  std::vector<std::string> sectors{};
  Dates dates{};
  std::string status{};  // draft, active, archived, withdrawn; of an adoption "record_status" in the JSON
  std::string licence{};
  Provenance provenance{};
  std::vector<std::string> quality{};
  std::vector<Link> links{};
  std::string visibility{};  // public, partners, confidential; empty is public
  Contact contact{};
  Details details{};
  std::string extra_json{};  // members that this version does not know, as a JSON object; or empty

  RecordType type() const { return static_cast<RecordType>(details.index()); }
  bool operator==(const Record&) const = default;
};

}  // namespace kohtaamo::corpora
