using System.Formats.Asn1;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Names;

namespace Kiosk.Verification.Tests.Names;

public sealed class NameConstraintsTests
{
    [Fact]
    public void Both_lists_are_read()
    {
        var constraints = NameConstraints.Parse(ChainExtensions.NameConstraints(["dns:a.test", "ip:C0000200FFFFFF00"], ["mail:.b.test"]).RawData);

        Assert.Equal((2, 1), (constraints.Permitted.Count, constraints.Excluded.Count));
        Assert.Equal(new GeneralName.Rfc822(".b.test"), constraints.Excluded[0]);
    }

    [Theory]
    [InlineData("dns:.a.test")]
    [InlineData("dns:*.a.test")]
    [InlineData("ip:C0000200")]
    [InlineData("ip:C0000200FF00FF00")]
    [InlineData("ip:C0000200FFFF7F00")]
    public void A_base_that_is_none_of_its_form_is_refused(string name) =>
        Assert.ThrowsAny<AsnContentException>(() => NameConstraints.Parse(ChainExtensions.NameConstraints([name], []).RawData));

    [Theory]
    [InlineData("3000", "nothing constrained")]
    [InlineData("3002A000", "an empty list")]
    [InlineData("300CA00A3008820361 2E62810101", "a maximum")]
    [InlineData("300CA00A3008820361 2E62800101", "a minimum")]
    [InlineData("3009A20730058203612E62", "another tag")]
    public void What_RFC_5280_does_not_use_is_refused(string hex, string what) =>
        Assert.True(Record.Exception(() => NameConstraints.Parse(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))) is AsnContentException, what);
}
