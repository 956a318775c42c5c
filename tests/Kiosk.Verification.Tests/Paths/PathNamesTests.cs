using Kiosk.Testing.Pki;
using Kiosk.Verification.Reasons;
using static Kiosk.Verification.Tests.Paths.PathTest;

namespace Kiosk.Verification.Tests.Paths;

public sealed class PathNamesTests
{
    private static readonly ChainMember Root = ChainMember.Root("CN=Root");

    [Theory]
    [InlineData("dns:example.com", "dns:example.com", true)]
    [InlineData("dns:example.com", "dns:A.B.EXAMPLE.com", true)]
    [InlineData("dns:example.com", "dns:badexample.com", false)]
    [InlineData("dns:example.com", "dns:*.example.com", true)]
    [InlineData("dns:example.com", "dns:", false)]
    [InlineData("dns:", "dns:anything.example", true)]
    [InlineData("mail:example.com", "mail:box@EXAMPLE.com", true)]
    [InlineData("mail:example.com", "mail:box@host.example.com", false)]
    [InlineData("mail:.example.com", "mail:box@host.example.com", true)]
    [InlineData("mail:.example.com", "mail:box@example.com", false)]
    [InlineData("mail:box@example.com", "mail:box@Example.com", true)]
    [InlineData("mail:box@example.com", "mail:Box@example.com", false)]
    [InlineData("mail:example.com", "mail:no mailbox", false)]
    [InlineData("uri:example.com", "uri:https://box@example.com:443/path", true)]
    [InlineData("uri:example.com", "uri:https://host.example.com/", false)]
    [InlineData("uri:.example.com", "uri:https://host.example.com/", true)]
    [InlineData("uri:.example.com", "uri:https://example.com/", false)]
    [InlineData("uri:example.com", "uri:https://192.0.2.1/", false)]
    [InlineData("uri:example.com", "uri:urn:example.com", false)]
    [InlineData("uri:example.com", "uri:https://evil.test/@example.com", false)]
    [InlineData("ip:C0000200FFFFFF00", "ip:C00002FE", true)]
    [InlineData("ip:C0000200FFFFFF00", "ip:C00003FE", false)]
    [InlineData("ip:C0000200FFFFFF00", "ip:20010DB8000000000000000000000001", false)]
    [InlineData("dir:O=Party", "dir:CN=Somebody, O=party", true)]
    [InlineData("dir:O=Party", "dir:CN=Somebody, O=Other", false)]
    [InlineData("dir:CN=Somebody, O=Party", "dir:O=Party", false)]
    [InlineData("dns:example.com", "ip:C00002FE", true)]
    public void A_name_stands_within_a_permitted_subtree_of_its_form(string permitted, string name, bool stands)
    {
        // The subject must not interfere with the name form under test.
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.NameConstraints([permitted], []));
        var target = authority.Target(permitted.StartsWith("dir", StringComparison.Ordinal) ? "CN=T, O=Party" : "CN=T", ChainExtensions.SubjectAltName(critical: true, name));

        Assert.Equal(stands ? ReasonCode.None : ReasonCode.CertConstraint, CodeOf(Verify(Root, [authority], target)));
    }

    [Theory]
    [InlineData("dns:example.com", "dns:example.com", false)]
    [InlineData("dns:example.com", "dns:example.org", true)]
    [InlineData("dns:secret.example.com", "dns:*.example.com", false)]
    [InlineData("dns:deep.secret.example.com", "dns:*.example.com", true)]
    [InlineData("mail:example.com", "mail:box@example.com", false)]
    [InlineData("mail:example.com", "mail:box@example.org", true)]
    [InlineData("mail:example.com", "mail:no mailbox", false)]
    [InlineData("uri:example.com", "uri:https://example.com", false)]
    [InlineData("uri:example.com", "uri:urn:no-host", false)]
    [InlineData("ip:00000000000000000000000000000000" + "00000000000000000000000000000000", "ip:20010DB8000000000000000000000001", false)]
    [InlineData("dir:O=Party", "dir:CN=Somebody, O=Party", false)]
    [InlineData("dir:O=Party", "dir:CN=Somebody, O=Other", true)]
    public void A_name_stands_outside_of_every_excluded_subtree(string excluded, string name, bool stands)
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.NameConstraints([], [excluded]));
        var target = authority.Target("CN=T", ChainExtensions.SubjectAltName(critical: true, name));

        Assert.Equal(stands ? ReasonCode.None : ReasonCode.CertConstraint, CodeOf(Verify(Root, [authority], target)));
    }

    [Theory]
    [InlineData("CN=T, O=Party", ReasonCode.None)]
    [InlineData("CN=T, O=Other", ReasonCode.CertConstraint)]
    public void The_subject_counts_as_a_directory_name(string subject, object code)
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.NameConstraints(["dir:O=Party"], []));

        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [authority], authority.Target(subject))));
    }

    [Theory]
    [InlineData("E=box@example.com, CN=T", ReasonCode.None)]
    [InlineData("E=box@example.org, CN=T", ReasonCode.CertConstraint)]
    public void An_email_address_in_the_subject_counts_as_a_mailbox(string subject, object code)
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.NameConstraints(["mail:example.com"], []));

        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [authority], authority.Target(subject))));
    }

    [Theory]
    [InlineData("CN=T, O=Party", ReasonCode.None)]
    [InlineData("CN=T, O=Other", ReasonCode.CertConstraint)]
    public void Constraints_hold_whether_or_not_they_are_critical(string subject, object code)
    {
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.NotCritical(ChainExtensions.NameConstraints(["dir:O=Party"], [])));

        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [authority], authority.Target(subject))));
    }

    [Fact]
    public void Constraints_of_every_CA_add_up()
    {
        var upper = Root.Authority("CN=Upper", 2, ChainExtensions.NameConstraints(["dns:example.com"], []));
        var lower = upper.Authority("CN=Lower", 3, ChainExtensions.NameConstraints(["dns:org", "dns:a.example.com"], []));

        Assert.Equal(ReasonCode.None, CodeOf(Verify(Root, [upper, lower], lower.Target("CN=T", ChainExtensions.SubjectAltName(true, "dns:a.example.com")))));
        Assert.Equal(ReasonCode.CertConstraint, CodeOf(Verify(Root, [upper, lower], lower.Target("CN=T", ChainExtensions.SubjectAltName(true, "dns:b.example.com")))));
        Assert.Equal(ReasonCode.CertConstraint, CodeOf(Verify(Root, [upper, lower], lower.Target("CN=T", ChainExtensions.SubjectAltName(true, "dns:example.org")))));
    }

    [Fact]
    public void Self_issued_certificates_are_exempt_unless_they_are_the_last()
    {
        var authority = Root.Authority("O=Elsewhere", 2, ChainExtensions.NameConstraints(["dir:O=Party"], []));
        var rolledOver = authority.Authority("O=Elsewhere", 3);

        Assert.Equal(ReasonCode.None, CodeOf(Verify(Root, [authority, rolledOver], rolledOver.Target("CN=T, O=Party"))));
        Assert.Equal(ReasonCode.CertConstraint, CodeOf(Verify(Root, [authority], rolledOver)));
    }

    [Fact]
    public void An_anchors_own_name_constraints_count()
    {
        var root = ChainMember.Root("CN=Narrow", 4, ChainExtensions.NameConstraints(["dns:example.com"], []));

        Assert.Equal(ReasonCode.CertConstraint, CodeOf(Verify(root, [], root.Target("CN=T", ChainExtensions.SubjectAltName(true, "dns:example.org")))));
    }

    [Fact]
    public void Names_and_constraints_that_multiply_beyond_reason_are_refused()
    {
        var many = Enumerable.Range(0, 600).Select(number => $"dns:n{number}.example").ToArray();
        var authority = Root.Authority("CN=CA", 2, ChainExtensions.NameConstraints(many, []));

        Assert.Equal(ReasonCode.CertConstraint, CodeOf(Verify(Root, [authority], authority.Target("CN=T", ChainExtensions.SubjectAltName(true, many)))));
    }
}
