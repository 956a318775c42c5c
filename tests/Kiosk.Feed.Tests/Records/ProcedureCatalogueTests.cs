using System.Text;
using System.Text.Json;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Tests.Records;

public sealed class ProcedureCatalogueTests
{
    private const string Entry = """{ "code": "CD-01", "vietnamese": "Chuyển sinh hoạt", "english": "Transfer", "level": "xã", "days": 5, "validFrom": "2026-01-01" }""";

    private const string WithTet = $$"""
        { "procedures": [ {{Entry}} ],
          "holidays": [ { "name": "Tết Nguyên đán", "from": "2027-02-04", "to": "2027-02-10" }, { "name": "Tết Dương lịch", "from": "2027-01-01" } ],
          "workingDays": [ { "name": "Làm bù", "from": "2027-01-30" } ] }
        """;

    [Fact]
    public void The_catalogue_has_holidays_and_working_weekends()
    {
        var catalogue = Read(WithTet);

        Assert.Equal("CD-01", Assert.Single(catalogue.Procedures).Code);
        Assert.False(catalogue.Calendar.IsWorkingDay(new(2027, 1, 1)));
        Assert.False(catalogue.Calendar.IsWorkingDay(new(2027, 2, 10)));
        Assert.True(catalogue.Calendar.IsWorkingDay(new(2027, 2, 11)));
        Assert.True(catalogue.Calendar.IsWorkingDay(new(2027, 1, 30)));
        Assert.False(catalogue.Calendar.IsWorkingDay(new(2027, 1, 31)));
    }

    [Fact]
    public void A_bare_list_of_procedures_is_read_and_written_as_a_catalogue()
    {
        var catalogue = Read($"[ {Entry} ]");

        Assert.Equal(OfficeCalendar.WeekendsOnly, catalogue.Calendar);
        Assert.Equal('[', (char)JsonSerializer.SerializeToUtf8Bytes(catalogue, RecordJson.Procedures)[0]);
    }

    [Fact]
    public void The_catalogue_survives_writing_and_reading()
    {
        var catalogue = Read(WithTet);

        var again = Read(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(catalogue, RecordJson.Procedures)));

        Assert.Equal(catalogue.Procedures, again.Procedures);
        Assert.Equal(catalogue.Calendar.Holidays, again.Calendar.Holidays);
        Assert.Equal(catalogue.Calendar.WorkingDays, again.Calendar.WorkingDays);
    }

    [Theory]
    [InlineData("""{ "holidays": [] }""")]
    [InlineData("""{ "procedures": [], "holiday": [] }""")]
    [InlineData("""{ "procedures": [], "holidays": [ { "name": "Tết", "from": "04/02/2027" } ] }""")]
    [InlineData("""{ "procedures": [], "holidays": [ { "from": "2027-02-04" } ] }""")]
    [InlineData("\"Tết\"")]
    public void JSON_that_is_not_a_catalogue_is_refused(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Theory]
    [InlineData("""{ "procedures": [], "holidays": [ { "name": "", "from": "2027-02-04" } ] }""", "holidays entry 1: the name is empty.")]
    [InlineData("""{ "procedures": [], "holidays": [ { "name": "T\u0007t", "from": "2027-02-04" } ] }""", "holidays entry 1: the name has the control character U+0007: type it anew.")]
    [InlineData("""{ "procedures": [], "holidays": [ { "name": "Tết", "from": "2027-02-10", "to": "2027-02-04" } ] }""", "holidays entry 1: Tết ends before it begins.")]
    [InlineData("""{ "procedures": [], "holidays": [ { "name": "Tết", "from": "2026-02-04", "to": "2027-02-10" } ] }""", "longer than 31 days")]
    [InlineData("""{ "procedures": [], "workingDays": [ { "name": "Làm bù", "from": "2027-02-15" } ] }""", "workingDays entry 1: 2027-02-15 is no Saturday or Sunday")]
    [InlineData("""{ "procedures": [], "holidays": [ { "name": "Tết", "from": "2027-02-06" } ], "workingDays": [ { "name": "Làm bù", "from": "2027-02-06" } ] }""", "or a holiday as well")]
    public void A_contradictory_calendar_is_refused_naming_the_entry(string json, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<RecordException>(() => ProcedureRules.Check(Read(json))).Message, StringComparison.Ordinal);

    [Fact]
    public void Documents_and_act_are_read_and_written()
    {
        var catalogue = Read("""[ { "code": "PT", "vietnamese": "Phát thẻ", "english": "Card", "level": "xã", "validFrom": "2026-01-01", "act": "cardHandover", "documents": [ { "vietnamese": "Đơn", "english": "Form" } ] } ]""");

        var again = Read(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(catalogue, RecordJson.Procedures))).Procedures[0];

        Assert.Equal((ProcedureAct.CardHandover, new ProcedureDocument("Đơn", "Form")), (again.Act, Assert.Single(again.Documents!)));
    }

    [Fact]
    public void More_documents_than_a_screen_holds_are_refused() => Assert.Contains("it asks for 7 documents, and 6 are the most", RefusalOf(7, "Đơn"), StringComparison.Ordinal);

    [Fact]
    public void A_document_without_a_name_is_refused() => Assert.Contains("the name of document 1 is empty", RefusalOf(1, ""), StringComparison.Ordinal);

    private static string RefusalOf(int count, string name) => Assert.Throws<RecordException>(() => ProcedureRules.Check(new(
        [new("PT", "Phát thẻ", "Card", "xã", null, null, new(2026, 1, 1), null, [.. Enumerable.Repeat(new ProcedureDocument(name, "Form"), count)])], OfficeCalendar.WeekendsOnly))).Message;

    private static ProcedureCatalogue Read(string json) => JsonSerializer.Deserialize(json, RecordJson.Procedures)!;
}
