using FsCheck;
using FsCheck.Fluent;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Tests.Folders;

public sealed class CsvFieldsTests
{
    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("a", "a")]
    [InlineData("", "")]
    [InlineData(",", "|")]
    [InlineData("a,", "a|")]
    [InlineData(" a , b ", "a|b")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("\"\"", "")]
    [InlineData("\"\"\"\"", "\"")]
    public void A_line_is_split_as_RFC_4180_has_it(string line, string fields) => Assert.Equal(fields, string.Join('|', Split(line)));

    [Theory]
    [InlineData("\"a")]
    [InlineData("a\"b")]
    [InlineData("\"a\"b")]
    [InlineData("\"a\" ,b")]
    [InlineData("\"a\"\"")]
    [InlineData("\"")]
    public void A_quote_out_of_place_is_refused(string line) => Assert.Throws<RegistryException>(() => Split(line));

    [Fact]
    public void Whatever_is_quoted_comes_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<NonNull<string>>>(), fields =>
        {
            var texts = fields.Get.Select(field => field.Get).ToList();
            return Split(string.Join(',', texts.Select(text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))).SequenceEqual(texts);
        }).QuickCheckThrowOnFailure();

    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        CsvFields.Split(line, ',', fields);
        return fields;
    }
}
