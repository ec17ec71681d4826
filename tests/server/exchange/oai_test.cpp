// SPDX-License-Identifier: GPL-3.0-or-later
// OAI-PMH through App::handle, read back as XML.
#include <gmock/gmock.h>
#include <zlib.h>

#include <pugixml.hpp>

#include "corpora/record_json.h"
#include "corpora/store.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server::exchange {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Oai : public testing::Test {
 protected:
  pugi::xml_document ask(const std::string& query) {
    const HttpReply reply = service.get("/oai?" + query);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.content_type, "text/xml; charset=utf-8");
    return read(reply.body);
  }
  static pugi::xml_document read(const std::string& text) {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_string(text.c_str())) << text;
    return document;
  }
  static std::vector<std::string> texts(const pugi::xml_document& document, const std::string& path) {
    std::vector<std::string> found;
    for (const auto& node : document.select_nodes(path.c_str())) found.emplace_back(node.node().child_value());
    return found;
  }
  // Follows the tokens; the headers of all pages, those of tombstones with a mark.
  std::vector<std::string> harvest(const std::string& arguments) {
    std::vector<std::string> headers;
    for (std::string query = arguments; !query.empty();) {
      const auto page = ask(query);
      for (const auto& node : page.select_nodes("//header"))
        headers.push_back(std::string(node.node().child_value("identifier")) +
                          (node.node().attribute("status") ? " deleted" : ""));
      const std::string token = page.select_node("//resumptionToken").node().child_value();
      query = token.empty() ? "" : "verb=ListRecords&resumptionToken=" + percent_encode(token);
    }
    return headers;
  }
  corpora::Store store() { return std::move(*corpora::Store::open(service.data_directory())); }
  void put(const std::string& json) { ASSERT_TRUE(store().put({corpora::read_record(json)->record})); }
  void put_many(int from, int count) {
    std::vector<corpora::Record> records;
    for (int i = from; i < from + count; ++i) {
      corpora::Record record;
      record.id = "many:" + std::to_string(i);
      record.title.fi = "Tietue";
      record.licence = "CC0-1.0";
      record.provenance.source = "many";
      record.details = corpora::Signal{};
      records.push_back(std::move(record));
    }
    ASSERT_TRUE(store().put(records));
  }

  tests::Fixture service{};
};

const std::string prefix = "oai:kohtaamo.invalid:";

TEST_F(Oai, SaysWhoItIs) {
  const auto identity = ask("verb=Identify");
  EXPECT_THAT(texts(identity, "//Identify/protocolVersion"), ElementsAre("2.0"));
  EXPECT_THAT(texts(identity, "//Identify/deletedRecord"), ElementsAre("persistent"));
  EXPECT_THAT(texts(identity, "//Identify/granularity"), ElementsAre("YYYY-MM-DDThh:mm:ssZ"));
  EXPECT_THAT(texts(ask("verb=ListMetadataFormats"), "//metadataPrefix"), ElementsAre("oai_dc", "kohtaamo"));
  EXPECT_THAT(texts(ask("verb=ListSets"), "//setSpec"), Contains("type:call"));
  EXPECT_THAT(texts(ask("verb=ListSets"), "//setSpec"), Contains("theme:test!3Atheme-1"));
}

TEST_F(Oai, AnswersFormsAsItAnswersAddresses) {
  const auto form = service.send({.method = "POST",
                                  .target = "/oai",
                                  .body = "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + prefix + "test:inn-1",
                                  .headers = {{"content-type", "application/x-www-form-urlencoded"}}});
  EXPECT_THAT(texts(read(form.body), "//dc:title"), ElementsAre("Rappukahvit", "Stairwell coffee"));
  EXPECT_EQ(service.send({.method = "POST", .target = "/oai", .body = "verb=Identify"}).status, 415);
}

TEST_F(Oai, TellsBackWhatItUnderstoodAndWordsErrorsInsideTheProtocol) {
  const auto wrong = ask("verb=ListRecords&metadataPrefix=oai_dc&colour=red");
  EXPECT_STREQ(wrong.select_node("//error").node().attribute("code").value(), "badArgument");
  EXPECT_FALSE(wrong.select_node("//request").node().first_attribute());
  const auto nothing = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + prefix + "test:nobody");
  EXPECT_STREQ(nothing.select_node("//error").node().attribute("code").value(), "idDoesNotExist");
  EXPECT_STREQ(nothing.select_node("//request").node().attribute("verb").value(), "GetRecord");
  EXPECT_STREQ(ask("verb=ListRecords&metadataPrefix=oai_dc&until=2001-01-01")
                   .select_node("//error")
                   .node()
                   .attribute("code")
                   .value(),
               "noRecordsMatch");
  EXPECT_STREQ(ask("verb=ListRecords&resumptionToken=oai_dc~type~~~999999~0")
                   .select_node("//error")
                   .node()
                   .attribute("code")
                   .value(),
               "badResumptionToken");
}

TEST_F(Oai, GivesDublinCoreWithTheNamesOfActorsAndLanguages) {
  const auto call = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + prefix + "test:call-1");
  EXPECT_THAT(texts(call, "//dc:type"), ElementsAre("call"));
  EXPECT_THAT(texts(call, "//dc:rights"), ElementsAre("CC0-1.0"));
  EXPECT_STREQ(call.select_node("//dc:title").node().attribute("xml:lang").value(), "fi");
}

TEST_F(Oai, GivesTheRecordAsItIsStored) {
  const auto json =
      texts(ask("verb=GetRecord&metadataPrefix=kohtaamo&identifier=" + prefix + "test:call-1"), "//kohtaamo:record");
  ASSERT_THAT(json, SizeIs(1));
  EXPECT_EQ(json.front(), (*store().find("test:call-1"))->json);
}

TEST_F(Oai, GivesOfARecordWithoutLicenceNoTexts) {
  put(R"({"id":"test:closed","type":"paper","title":{"fi":"Otsikko"},"summary":{"fi":"Salainen teksti"},
          "abstract":{"fi":"Salainen teksti"},"year":2024,"container":"Lehti","licence":"unknown",
          "provenance":{"source":"test","url":"https://esimerkki.invalid/1"}})");
  for (const std::string format : {"oai_dc", "kohtaamo"}) {
    const auto reply = service.get("/oai?verb=GetRecord&identifier=" + prefix + "test:closed&metadataPrefix=" + format);
    EXPECT_THAT(reply.body, Not(HasSubstr("Salainen")));
    EXPECT_THAT(reply.body, HasSubstr("https://esimerkki.invalid/1"));
    EXPECT_THAT(reply.body, HasSubstr("2024"));
  }
}

TEST_F(Oai, ShowsNeitherConfidentialRecordsNorTheirIds) {
  EXPECT_THAT(harvest("verb=ListRecords&metadataPrefix=oai_dc"), Not(Contains(HasSubstr("need-3"))));
  const auto asked = ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + prefix + "test:need-3");
  EXPECT_STREQ(asked.select_node("//error").node().attribute("code").value(), "idDoesNotExist");
}

TEST_F(Oai, HarvestsBySetAndKeepsTombstones) {
  EXPECT_THAT(harvest("verb=ListIdentifiers&metadataPrefix=oai_dc&set=type:call"),
              ElementsAre(prefix + "test:call-1", prefix + "test:call-2"));
  ASSERT_TRUE(store().erase("test:call-1"));
  EXPECT_THAT(harvest("verb=ListRecords&metadataPrefix=oai_dc&set=type:call"),
              ElementsAre(prefix + "test:call-2", prefix + "test:call-1 deleted"));
  EXPECT_THAT(texts(ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + prefix + "test:call-1"), "//metadata"),
              IsEmpty());
}

TEST_F(Oai, LosesNothingThatChangesWhileItIsHarvested) {
  put_many(0, 250);
  const auto first = ask("verb=ListRecords&metadataPrefix=kohtaamo&set=type:signal");
  EXPECT_THAT(texts(first, "//identifier"), SizeIs(100));
  ASSERT_TRUE(store().erase("many:0"));    // given already
  ASSERT_TRUE(store().erase("many:200"));  // still to come
  put_many(250, 1);
  const std::string token = first.select_node("//resumptionToken").node().child_value();
  const auto rest = harvest("verb=ListRecords&resumptionToken=" + percent_encode(token));
  EXPECT_THAT(rest, SizeIs(152));  // 149 as they were, two tombstones, one new
  EXPECT_THAT(rest, Contains(prefix + "many:0 deleted"));
  EXPECT_THAT(rest, Contains(prefix + "many:200 deleted"));
  EXPECT_THAT(rest, Contains(prefix + "many:250"));
  EXPECT_EQ(harvest("verb=ListRecords&resumptionToken=" + percent_encode(token)), rest);  // a token can be used again
}

TEST_F(Oai, HarvestsFromAMomentOn) {
  const std::string before = corpora::to_text(corpora::today_in_helsinki() - std::chrono::days(2));
  EXPECT_THAT(harvest("verb=ListIdentifiers&metadataPrefix=oai_dc&from=" + before), SizeIs(11));
  EXPECT_THAT(harvest("verb=ListIdentifiers&metadataPrefix=oai_dc&until=" + before), IsEmpty());
  const std::string second = (*store().find("test:call-1"))->modified_at;
  EXPECT_THAT(harvest("verb=ListIdentifiers&metadataPrefix=oai_dc&from=" + second + "&until=" + second), SizeIs(11));
}

TEST_F(Oai, IsCompressedForThoseWhoAcceptIt) {
  const std::string target = "/oai?verb=ListRecords&metadataPrefix=kohtaamo";
  HttpReply packed = service.send({.target = target, .headers = {{"accept-encoding", "br, gzip;q=0.8"}}});
  ASSERT_EQ(tests::header_of(packed, "content-encoding"), "gzip");
  const std::string plain = service.get(target).body;
  std::string unpacked(plain.size(), '\0');
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(packed.body.data());
  stream.avail_in = static_cast<uInt>(packed.body.size());
  stream.next_out = reinterpret_cast<Bytef*>(unpacked.data());
  stream.avail_out = static_cast<uInt>(unpacked.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  EXPECT_EQ(unpacked.substr(400), plain.substr(400));  // the time of the reply stands before
  const auto refused = service.send({.target = target, .headers = {{"accept-encoding", "gzip;q=0"}}});
  EXPECT_EQ(tests::header_of(refused, "content-encoding"), "");
}

}  // namespace
}  // namespace kohtaamo::server::exchange
