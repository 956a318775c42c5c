using System.Security.Cryptography.X509Certificates;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;
using static Kiosk.Verification.Tests.Paths.PathTest;

namespace Kiosk.Verification.Tests.Paths;

public sealed class PathVerifierTests
{
    private static readonly ChainMember Root = ChainMember.Root("CN=Root");
    private static readonly ChainMember Authority = Root.Authority("CN=Authority", 2);
    private static readonly ChainMember Target = Authority.Target("CN=Target");

    [Fact]
    public void A_chain_in_order_is_valid_for_every_policy_and_none_is_stated()
    {
        var valid = Assert.IsType<PathVerdict.Valid>(Verify(Root, [Authority], Target));

        Assert.Equal(3, valid.Path.Certificates.Count());
        Assert.Empty(valid.Path.Policies);
        Assert.Null(valid.RevocationAsOf);
    }

    [Fact]
    public void A_CA_certificate_may_be_judged_too() => Assert.IsType<PathVerdict.Valid>(Verify(Root, [], Authority));

    [Fact]
    public void Without_its_issuer_a_certificate_is_untrusted() => Assert.Equal(ReasonCode.CertUntrusted, CodeOf(Verify(Root, [], Target)));

    [Fact]
    public void A_foreign_CA_of_our_CAs_name_leaves_a_wrong_signature()
    {
        var foreign = ChainMember.Root("CN=Root", key: 3);

        Assert.Equal(ReasonCode.CertSignature, CodeOf(Verify(foreign, [], Authority)));
    }

    [Fact]
    public void A_flipped_bit_in_a_signature_is_found()
    {
        var broken = Target.Certificate.ToArray();
        broken[^1] ^= 1;
        var verifier = new PathVerifier([Root.Parsed], [Authority.Parsed], null, new PathInputs(), TestPki.Now);

        Assert.Equal(ReasonCode.CertSignature, CodeOf(verifier.Verify(new PathCertificate(Certificate.Parse(broken, X509Reading.Tolerant)))));
    }

    [Fact]
    public void Both_bounds_of_validity_are_inclusive_to_the_second()
    {
        Assert.IsType<PathVerdict.Valid>(Verify(Root, [Authority], Target, at: TestPki.Begin));
        Assert.IsType<PathVerdict.Valid>(Verify(Root, [Authority], Target, at: TestPki.End.AddMilliseconds(999)));
        Assert.Equal(ReasonCode.CertNotYetValid, CodeOf(Verify(Root, [Authority], Target, at: TestPki.Begin.AddMilliseconds(-1))));
        Assert.Equal(ReasonCode.CertExpired, CodeOf(Verify(Root, [Authority], Target, at: TestPki.End.AddSeconds(1))));
    }

    [Fact]
    public void Names_are_compared_without_regard_to_case_white_space_and_string_type()
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName("  authority  of   the Province ");
        var authority = Root.Authority("CN=Authority of the Province", 4);
        var target = authority.Issue(new() { Name = new("CN=Target"), IssuerName = builder.Build() });

        Assert.NotEqual(authority.Name.RawData, builder.Build().RawData);
        Assert.IsType<PathVerdict.Valid>(Verify(Root, [authority], target));
    }

    [Fact]
    public void Another_name_breaks_the_chain()
    {
        var target = Authority.Issue(new() { Name = new("CN=Target"), IssuerName = new("CN=Authoritv") });

        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(Verify(Root, [Authority], target)));
    }

    [Theory]
    [InlineData(1, ReasonCode.None)]
    [InlineData(0, ReasonCode.CertConstraint)]
    public void The_path_length_of_a_CA_bounds_the_CAs_below_it(int pathLength, object code)
    {
        var upper = Root.Issue(new() { Name = new("CN=Upper"), Key = 5, Extensions = [ChainExtensions.Authority(pathLength), ChainExtensions.AuthorityUsage] });
        var lower = upper.Authority("CN=Lower", 6);

        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [upper, lower], lower.Target("CN=Target"))));
    }

    [Fact]
    public void A_self_issued_CA_does_not_count_for_the_path_length()
    {
        var upper = Root.Issue(new() { Name = new("CN=Upper"), Key = 5, Extensions = [ChainExtensions.Authority(0), ChainExtensions.AuthorityUsage] });
        var rolledOver = upper.Authority("CN=Upper", 6);

        Assert.IsType<PathVerdict.Valid>(Verify(Root, [upper, rolledOver], rolledOver.Target("CN=Target")));
    }

    [Fact]
    public void An_anchors_own_path_length_counts()
    {
        var root = ChainMember.Root("CN=Narrow Root", 7);
        var narrow = root.Issue(new() { Name = root.Name, Key = 7, Extensions = [ChainExtensions.Authority(0), ChainExtensions.AuthorityUsage] });
        var authority = narrow.Authority("CN=Authority", 2);

        Assert.IsType<PathVerdict.Valid>(Verify(narrow, [], authority));
        Assert.Equal(ReasonCode.CertConstraint, CodeOf(Verify(narrow, [authority], authority.Target("CN=Target"))));
    }

    private static readonly Dictionary<string, (X509Extension[] Extensions, ReasonCode Code)> Authorities = new(StringComparer.Ordinal)
    {
        ["in order"] = ([ChainExtensions.Authority(), ChainExtensions.AuthorityUsage], ReasonCode.None),
        ["without key usage"] = ([ChainExtensions.Authority()], ReasonCode.None),
        ["with constraints that are not critical"] = ([ChainExtensions.Authority(critical: false), ChainExtensions.AuthorityUsage], ReasonCode.None),
        ["with an unknown extension"] = ([ChainExtensions.Authority(), ChainExtensions.Unknown(critical: false)], ReasonCode.None),
        ["with an unknown critical extension"] = ([ChainExtensions.Authority(), ChainExtensions.Unknown(critical: true)], ReasonCode.CertUnknownCritical),
        ["without basic constraints"] = ([ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)], ReasonCode.CertConstraint),
        ["that is none"] = ([new X509BasicConstraintsExtension(false, false, 0, true)], ReasonCode.CertConstraint),
        ["that may not sign certificates"] = ([ChainExtensions.Authority(), ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)], ReasonCode.CertUsage),
    };

    public static TheoryData<string> NamesOfAuthorities => [.. Authorities.Keys];

    [Theory]
    [MemberData(nameof(NamesOfAuthorities))]
    public void A_CA(string what)
    {
        var (extensions, code) = Authorities[what];
        var authority = Root.Issue(new() { Name = new("CN=CA"), Key = 8, Extensions = extensions });

        Assert.Equal(code, CodeOf(Verify(Root, [authority], authority.Target("CN=Target"))));
    }

    [Fact]
    public void A_target_with_an_unknown_critical_extension_is_refused() =>
        Assert.Equal(ReasonCode.CertUnknownCritical, CodeOf(Verify(Root, [], Root.Target("CN=Target", ChainExtensions.Unknown(critical: true)))));

    [Fact]
    public void A_target_that_may_sign_certificates_and_is_no_CA_is_refused() =>
        Assert.Equal(ReasonCode.CertConstraint, CodeOf(Verify(Root, [], Root.Target("CN=Target", ChainExtensions.Usage(X509KeyUsageFlags.KeyCertSign)))));

    [Fact]
    public void Of_several_anchors_and_cross_certificates_any_way_up_will_do()
    {
        var (one, other) = (ChainMember.Root("CN=One Root", 10), ChainMember.Root("CN=Other Root", 11));
        var authority = one.Authority("CN=Shared", 12);
        var crossed = other.Authority("CN=Shared", 12);
        var target = authority.Target("CN=Target");

        Assert.IsType<PathVerdict.Valid>(Verify(one, [authority, crossed], target));
        Assert.IsType<PathVerdict.Valid>(Verify(other, [authority, crossed], target));
        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(Verify(Root, [authority, crossed], target)));
    }

    [Fact]
    public void An_expired_certificate_of_a_CA_does_not_hide_its_renewed_one()
    {
        var expired = Root.Issue(new() { Name = new("CN=Renewed"), Key = 13, NotAfter = TestPki.Yesterday, Extensions = [ChainExtensions.Authority(), ChainExtensions.AuthorityUsage] });
        var renewed = Root.Authority("CN=Renewed", 13);

        Assert.IsType<PathVerdict.Valid>(Verify(Root, [expired, renewed], renewed.Target("CN=Target")));
    }

    [Fact]
    public void CAs_that_certify_each_other_end_no_search()
    {
        var one = ChainMember.Root("CN=Loop One", 14);
        var two = one.Authority("CN=Loop Two", 15);
        var oneAgain = two.Authority("CN=Loop One", 14);

        Assert.Equal(ReasonCode.CertUntrusted, CodeOf(Verify(Root, [one, two, oneAgain], two.Target("CN=Target"))));
        Assert.IsType<PathVerdict.Valid>(Verify(one, [one, two, oneAgain, two], two.Target("CN=Target")));
    }

    [Fact]
    public void A_thicket_of_cross_certificates_is_left_in_time()
    {
        var layers = Enumerable.Range(0, 12).Select(layer => $"CN=Layer {layer}").ToArray();
        var thicket = new List<ChainMember>();
        var upper = ChainMember.Root("CN=Thicket Root", 20);
        foreach (var layer in layers)
        {
            // Every CA in a layer has three certificates, and the last layer is expired, so no path is valid.
            thicket.AddRange(Enumerable.Range(0, 3).Select(_ => upper.Issue(new()
            {
                Name = new(layer),
                Key = 21,
                NotAfter = layer == layers[0] ? TestPki.Yesterday : TestPki.End,
                Extensions = [ChainExtensions.Authority(), ChainExtensions.AuthorityUsage],
            })));
            upper = thicket[^1];
        }

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Equal(ReasonCode.CertExpired, CodeOf(Verify(ChainMember.Root("CN=Thicket Root", 20), [.. thicket], upper.Target("CN=Target"))));
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
