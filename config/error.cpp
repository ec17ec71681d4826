// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/error.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "config/error_names.h"

namespace kohtaamo::config {
namespace {

constexpr std::array table{
    ErrorRow{ErrorCode::internal, "internal", 500, 70, "Palvelussa tapahtui virhe.", "Ett fel inträffade i tjänsten.",
             "Something went wrong in the service."},
    ErrorRow{ErrorCode::usage, "usage", 400, 2, "Komento on kirjoitettu väärin.", "Kommandot är felskrivet.",
             "The command is not written as it should be."},
    ErrorRow{ErrorCode::bad_config, "bad_config", 500, 78, "Asetuksissa on virhe.", "Inställningarna är felaktiga.",
             "The settings are not valid."},
    ErrorRow{ErrorCode::bad_json, "bad_json", 400, 65, "JSON-teksti on virheellinen.", "JSON-texten är ogiltig.",
             "The JSON text is not valid."},
    ErrorRow{ErrorCode::bad_record, "bad_record", 422, 65, "Tietue on virheellinen.", "Posten är ogiltig.",
             "The record is not valid."},
    ErrorRow{ErrorCode::bad_request, "bad_request", 400, 65, "Pyyntö on virheellinen.", "Begäran är ogiltig.",
             "The request is not valid."},
    ErrorRow{ErrorCode::unknown_parameter, "unknown_parameter", 400, 65, "Pyynnössä on tuntematon kenttä.",
             "Begäran innehåller en okänd parameter.", "The request has a parameter that is not known."},
    ErrorRow{ErrorCode::query_too_complex, "query_too_complex", 400, 65, "Haku on liian monimutkainen.",
             "Sökningen är för komplicerad.", "The query is too complex."},
    ErrorRow{ErrorCode::unauthorized, "unauthorized", 401, 77, "Tähän tarvitaan voimassa oleva avain.",
             "Här krävs en giltig nyckel.", "This needs a valid key."},
    ErrorRow{ErrorCode::forbidden, "forbidden", 403, 77, "Avaimella ei ole oikeutta tähän.",
             "Nyckeln ger inte rätt till detta.", "The key does not allow this."},
    ErrorRow{ErrorCode::not_found, "not_found", 404, 66, "Etsittyä ei löytynyt.", "Det sökta hittades inte.",
             "What was asked for was not found."},
    ErrorRow{ErrorCode::gone, "gone", 410, 66, "Tietue on poistettu.", "Posten har tagits bort.",
             "The record has been deleted."},
    ErrorRow{ErrorCode::method_not_allowed, "method_not_allowed", 405, 65, "Menetelmä ei sovi tähän osoitteeseen.",
             "Metoden passar inte denna adress.", "The method does not fit this address."},
    ErrorRow{ErrorCode::request_timeout, "request_timeout", 408, 75, "Pyyntö ei tullut perille ajoissa.",
             "Begäran kom inte fram i tid.", "The request did not arrive in time."},
    ErrorRow{ErrorCode::conflict, "conflict", 409, 65, "Muutos on ristiriidassa nykyisen tilan kanssa.",
             "Ändringen står i konflikt med nuläget.", "The change conflicts with the present state."},
    ErrorRow{ErrorCode::precondition_failed, "precondition_failed", 412, 65, "Tietue on muuttunut välillä.",
             "Posten har ändrats under tiden.", "The record has changed in between."},
    ErrorRow{ErrorCode::length_required, "length_required", 411, 65, "Pyynnön pituus puuttuu.",
             "Begärans längd saknas.", "The length of the request is missing."},
    ErrorRow{ErrorCode::payload_too_large, "payload_too_large", 413, 65, "Pyyntö on liian suuri.",
             "Begäran är för stor.", "The request is too large."},
    ErrorRow{ErrorCode::uri_too_long, "uri_too_long", 414, 65, "Osoite on liian pitkä.", "Adressen är för lång.",
             "The address is too long."},
    ErrorRow{ErrorCode::unsupported_media_type, "unsupported_media_type", 415, 65, "Pyynnön muotoa ei tueta.",
             "Begärans format stöds inte.", "The format of the request is not supported."},
    ErrorRow{ErrorCode::expectation_failed, "expectation_failed", 417, 65, "Odotusta ei voida täyttää.",
             "Förväntan kan inte uppfyllas.", "The expectation cannot be met."},
    ErrorRow{ErrorCode::too_many_requests, "too_many_requests", 429, 75, "Pyyntöjä tuli liian tiheästi.",
             "För många begäranden på kort tid.", "Too many requests in a short time."},
    ErrorRow{ErrorCode::headers_too_large, "headers_too_large", 431, 65, "Pyynnön otsakkeet ovat liian suuret.",
             "Begärans huvuden är för stora.", "The headers of the request are too large."},
    ErrorRow{
        ErrorCode::overloaded, "overloaded", 503, 75, "Palvelu on juuri nyt täynnä. Yritä hetken päästä uudelleen.",
        "Tjänsten är full just nu. Försök igen om en stund.", "The service is busy. Please try again in a moment."},
    ErrorRow{ErrorCode::file_missing, "file_missing", 404, 66, "Tiedostoa ei ole tai sitä ei voi lukea.",
             "Filen saknas eller kan inte läsas.", "The file is missing or cannot be read."},
    ErrorRow{ErrorCode::cannot_write, "cannot_write", 500, 73, "Tiedostoon tai kansioon ei voi kirjoittaa.",
             "Det går inte att skriva till filen eller mappen.", "The file or folder cannot be written."},
    ErrorRow{ErrorCode::disk_full, "disk_full", 507, 73, "Levytila on loppunut.", "Diskutrymmet är slut.",
             "The disk is full."},
    ErrorRow{ErrorCode::locked, "locked", 503, 75, "Toinen ohjelma käyttää tietoja juuri nyt.",
             "Ett annat program använder data just nu.", "Another program is using the data."},
    ErrorRow{ErrorCode::source_shrank, "source_shrank", 409, 65,
             "Lähde on tyhjä tai paljon aiempaa pienempi; mitään ei muutettu.",
             "Källan är tom eller mycket mindre än förut; inget ändrades.",
             "The source is empty or much smaller than before; nothing was changed."},
    ErrorRow{ErrorCode::source_broken, "source_broken", 502, 65, "Lähde ei vastaa niin kuin sen pitäisi.",
             "Källan svarar inte som den borde.", "The source does not answer as it should."},
    ErrorRow{ErrorCode::source_unavailable, "source_unavailable", 503, 75, "Lähde ei juuri nyt vastaa.",
             "Källan svarar inte just nu.", "The source does not answer just now."},
    ErrorRow{ErrorCode::source_refused, "source_refused", 502, 77, "Lähteeseen ei ole pääsyä.", "Källan får inte nås.",
             "The source may not be reached."},
    ErrorRow{ErrorCode::store_unavailable, "store_unavailable", 503, 69, "Tietovarasto ei ole käytettävissä.",
             "Datalagret är inte tillgängligt.", "The store is not available."},
    ErrorRow{ErrorCode::index_unavailable, "index_unavailable", 503, 69, "Hakemisto ei ole käytettävissä.",
             "Sökindexet är inte tillgängligt.", "The index is not available."},
    ErrorRow{ErrorCode::index_foreign, "index_foreign", 503, 69, "Hakemisto on tehty toisin kuin tämä ohjelma odottaa.",
             "Sökindexet är gjort på ett annat sätt än programmet väntar sig.",
             "The index was made in another way than this program expects."},
};

constexpr bool every_code_has_its_row() {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (static_cast<std::size_t>(table[i].code) != i) return false;
  return table.size() == static_cast<std::size_t>(ErrorCode::index_foreign) + 1;
}
static_assert(every_code_has_its_row());

}  // namespace

std::span<const ErrorRow> error_table() { return table; }

const ErrorRow& error_row(ErrorCode code) { return table.at(static_cast<std::size_t>(code)); }

std::optional<ErrorCode> find_error_code(std::string_view name) {
  const auto found = std::ranges::find(table, name, &ErrorRow::name);
  return found == table.end() ? std::nullopt : std::optional(found->code);
}

std::string to_text(const Error& error) {
  const std::string message = error.message.empty() ? std::string(error_row(error.code).en) : error.message;
  return error.where.empty() ? message : error.where + ": " + message;
}

}  // namespace kohtaamo::config
