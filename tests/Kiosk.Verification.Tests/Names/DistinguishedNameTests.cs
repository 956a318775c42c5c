using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Verification.Names;

namespace Kiosk.Verification.Tests.Names;

public sealed class DistinguishedNameTests
{
    [Theory]
    [InlineData("CN=Party, O=Unit", "CN=PARTY, O=unit", true)]
    [InlineData("CN=\"  Party   Unit \"", "CN=party unit", true)]
    [InlineData("CN=Party Unit", "CN=PartyUnit", false)]
    [InlineData("CN=Party, O=Unit", "O=Unit, CN=Party", false)]
    [InlineData("CN=Party", "O=Party", false)]
    [InlineData("CN=Đảng bộ", "CN=ĐẢNG BỘ", true)]
    [InlineData("CN=Dang", "CN=Đang", false)]
    public void Names_match_as_RFC_5280_compares_them(string one, string other, bool match)
    {
        Assert.Equal(match, NameOf(one).Equals(NameOf(other)));
        Assert.Equal(match, NameOf(one).GetHashCode() == NameOf(other).GetHashCode());
    }

    [Theory]
    [InlineData(UniversalTagNumber.PrintableString)]
    [InlineData(UniversalTagNumber.UTF8String)]
    [InlineData(UniversalTagNumber.BMPString)]
    [InlineData(UniversalTagNumber.IA5String)]
    [InlineData(UniversalTagNumber.T61String)]
    public void The_string_type_does_not_count(UniversalTagNumber type) => Assert.Equal(NameOf("CN=Party"), WithCommonName(writer => writer.WriteCharacterString(type, "Party")));

    [Fact]
    public void A_value_that_is_no_text_is_compared_byte_by_byte()
    {
        Assert.Equal(WithCommonName(writer => writer.WriteInteger(7)), WithCommonName(writer => writer.WriteInteger(7)));
        Assert.NotEqual(WithCommonName(writer => writer.WriteInteger(7)), WithCommonName(writer => writer.WriteInteger(8)));
    }

    [Fact]
    public void A_NUL_ends_no_name()
    {
        var cut = WithCommonName(writer => writer.WriteCharacterString(UniversalTagNumber.UTF8String, "Party\0Evil"));

        Assert.NotEqual(NameOf("CN=Party"), cut);
        Assert.NotEqual(WithCommonName(writer => writer.WriteCharacterString(UniversalTagNumber.UTF8String, "Party\\0Evil")), cut);
    }

    [Theory]
    [InlineData("CN=A, O=Party", "O=Party", true)]
    [InlineData("O=Party", "O=party", true)]
    [InlineData("O=Party", "CN=A, O=Party", false)]
    [InlineData("CN=A, O=Other", "O=Party", false)]
    public void A_name_stands_within_those_it_begins_with(string name, string subtree, bool within) => Assert.Equal(within, NameOf(name).IsWithin(NameOf(subtree)));

    [Theory]
    [InlineData("")]
    [InlineData("3100")]
    [InlineData("30023100")]
    [InlineData("300D310B3009060355040613025642FF")]
    [InlineData("3080310D300B06035504061302564E0000")]
    public void What_is_no_name_is_refused(string hex) =>
        Assert.ThrowsAny<AsnContentException>(() => DistinguishedName.Parse(Convert.FromHexString(hex)));

    private static DistinguishedName NameOf(string text) => DistinguishedName.Parse(new X500DistinguishedName(text).RawData);

    private static DistinguishedName WithCommonName(Action<AsnWriter> writeValue)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("2.5.4.3");
            writeValue(writer);
        }

        return DistinguishedName.Parse(writer.Encode());
    }
}
