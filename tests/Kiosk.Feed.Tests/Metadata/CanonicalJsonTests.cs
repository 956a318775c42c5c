using System.Text;
using System.Text.Json;
using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b": 1, "a": [ true, false, null ] }""", """{"a":[true,false,null],"b":1}""")]
    [InlineData("""{ "a": { "d": {}, "c": [] } }""", """{"a":{"c":[],"d":{}}}""")]
    [InlineData("""{"ab":1,"a":2,"B":3}""", """{"B":3,"a":2,"ab":1}""")]
    [InlineData("""["\u0041\/\u00e9"]""", """["A/é"]""")]
    [InlineData("""["\"\\"]""", """["\"\\"]""")]
    [InlineData("""["\n\t\u0000\u007f"]""", "[\"\n\t\0\u007f\"]")]
    [InlineData("[0, -0, -1, 123456789012345678901234567890]", "[0,0,-1,123456789012345678901234567890]")]
    [InlineData("""["Đại hội"]""", """["Đại hội"]""")]
    [InlineData("""{"\uD83D\uDE00":1,"\uFF5E":2}""", """{"～":2,"😀":1}""")]
    [InlineData("\"\"", "\"\"")]
    public void Each_value_has_one_canonical_form(string json, string canonical) => Assert.Equal(canonical, Encoding.UTF8.GetString(Encode(json)));

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("""{"a":[0.5]}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00":1}""")]
    public void A_value_without_a_canonical_form_is_refused(string json) => Assert.Throws<MetadataFormatException>(() => Encode(json));

    private static byte[] Encode(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalJson.Encode(document.RootElement);
    }
}
