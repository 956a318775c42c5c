using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;

namespace Kiosk.Verification.Tests;

public sealed class ClosedHierarchyTests
{
    [Theory]
    [InlineData(typeof(Verdict), "Rejected, Trusted, Undecidable")]
    [InlineData(typeof(RevocationStatus), "Good, NoCrl, Revoked, Stale")]
    [InlineData(typeof(SubjectPublicKey), "Dsa, Ec, Other, Rsa")]
    [InlineData(typeof(Kiosk.Verification.Names.GeneralName), "Directory, Dns, Ip, Other, Rfc822, Uri")]
    [InlineData(typeof(Kiosk.Verification.Certificates.DistributionPointName), "Full, RelativeToIssuer")]
    public void A_closed_hierarchy_has_these_cases_and_no_others(Type root, string cases)
    {
        var found = root.Assembly.GetTypes().Where(type => type.BaseType == root).Select(type => type.Name).Order(StringComparer.Ordinal);

        Assert.Equal(cases, string.Join(", ", found));
    }

    [Fact]
    public void Nothing_is_assured_unless_said()
    {
        Assert.Equal("None", default(Assurance).ToString());
        Assert.Equal("Refuse", default(UndecidedRule).ToString());
        Assert.Equal("None", default(SignatureAlgorithm).ToString());
        Assert.Equal("None", default(EllipticCurve).ToString());
    }
}
