using Kiosk.Verification.Certificates;
using Kiosk.Verification.Profiles;

namespace Kiosk.Verification.Tests;

public sealed class ZeroValueTests
{
    [Fact]
    public void Nothing_is_assured_unless_said()
    {
        Assert.Equal("None", default(Assurance).ToString());
        Assert.Equal("Refuse", default(UndecidedRule).ToString());
        Assert.Equal("None", default(SignatureAlgorithm).ToString());
        Assert.Equal("None", default(EllipticCurve).ToString());
    }
}
