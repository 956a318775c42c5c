using System.Security.Cryptography.X509Certificates;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;
using static Kiosk.Verification.Tests.Paths.PathTest;

namespace Kiosk.Verification.Tests.Paths;

public sealed class CrlRevocationTests
{
    private const string Place = "http://crl.test/1";
    private const string OnlyUsers = "30038101FF";
    private const string OnlyAuthorities = "30038201FF";
    private const string OnlyKeyCompromise = "300483020640";
    private const string OnlyTheRest = "30058303077F80";

    /// <summary>An issuing distribution point named <see cref="Place"/>.</summary>
    private const string OfPlace = "3017A015A0138611687474703A2F2F63726C2E746573742F31";

    private static readonly ChainMember Root = ChainMember.Root("CN=Root");
    private static readonly ChainMember Authority = Root.Authority("CN=CA", 2);
    private static readonly ChainMember Target = Authority.Target("CN=T");
    private static readonly byte[] OfRoot = Root.List([]);

    [Fact]
    public void With_a_list_of_each_issuer_the_answer_says_as_of_when()
    {
        var valid = Assert.IsType<PathVerdict.Valid>(Verify(Root, [Authority], Target, lists: [OfRoot, Authority.List([])]));

        Assert.Equal(TestPki.Yesterday, valid.RevocationAsOf);
    }

    [Fact]
    public void Every_certificate_below_the_anchor_needs_a_list()
    {
        Assert.Equal(ReasonCode.RevocationUnknown, CodeBy(OfRoot));
        Assert.Equal(ReasonCode.RevocationUnknown, CodeBy(Authority.List([])));
        Assert.Equal(ReasonCode.RevocationUnknown, CodeBy());
    }

    [Fact]
    public void A_revoked_certificate_and_a_revoked_CA_are_told_apart()
    {
        Assert.Equal(ReasonCode.RevocationRevoked, CodeBy(OfRoot, Authority.List([Target])));
        Assert.Equal(ReasonCode.RevocationIssuerRevoked, CodeBy(Root.List([Authority]), Authority.List([])));
    }

    [Fact]
    public void A_hold_ends_when_a_newer_list_has_the_entry_no_more()
    {
        var held = Authority.ListOf(ChainLists.Entries([Target], CrlReason.CertificateHold), 1);

        Assert.Equal(ReasonCode.RevocationOnHold, CodeBy(OfRoot, held));
        Assert.Equal(ReasonCode.None, CodeBy(OfRoot, held, Authority.ListOf([], 2)));
        Assert.Equal(ReasonCode.RevocationOnHold, CodeBy(OfRoot, Authority.ListOf(ChainLists.Entries([Target], CrlReason.CertificateHold), 2), Authority.ListOf([], 1)));
    }

    [Theory]
    [InlineData(-1, ReasonCode.RevocationUnknown)]
    [InlineData(0, ReasonCode.None)]
    [InlineData(7 * 86400, ReasonCode.None)]
    [InlineData((7 * 86400) + 1, ReasonCode.RevocationStale)]
    public void A_list_counts_from_thisUpdate_to_nextUpdate(int secondsAfterThisUpdate, object code) =>
        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [Authority], Target, lists: [OfRoot, Authority.List([])], at: TestPki.Yesterday.AddSeconds(secondsAfterThisUpdate))));

    [Fact]
    public void A_list_of_another_key_in_the_issuers_name_does_not_count()
    {
        var foreign = ChainMember.Root("CN=CA", key: 30);

        Assert.Equal(ReasonCode.RevocationUnknown, CodeBy(OfRoot, foreign.List([])));
        Assert.Equal(ReasonCode.RevocationUnknown, CodeOf(Verify(Root, [Authority, foreign], Target, lists: [OfRoot, foreign.List([])])));
    }

    [Fact]
    public void A_CA_that_may_not_sign_lists_signs_none()
    {
        var authority = Root.Issue(new() { Name = new("CN=CA"), Key = 3, Extensions = [ChainExtensions.Authority(), ChainExtensions.Usage(X509KeyUsageFlags.KeyCertSign)] });

        Assert.Equal(ReasonCode.RevocationUnknown, CodeOf(Verify(Root, [authority], authority.Target("CN=T"), lists: [OfRoot, authority.List([])])));
    }

    [Fact]
    public void A_key_certified_for_lists_signs_them_below_the_same_anchor_until_it_is_revoked()
    {
        var signer = Root.Issue(new() { Name = Authority.Name, Key = 4, Extensions = [ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)] });
        var ofSigner = signer.List([]);

        Assert.Equal(ReasonCode.None, CodeOf(Verify(Root, [Authority, signer], Target, lists: [OfRoot, ofSigner])));
        Assert.Equal(ReasonCode.RevocationRevoked, CodeOf(Verify(Root, [Authority, signer], Target, lists: [OfRoot, signer.List([Target])])));
        Assert.Equal(ReasonCode.RevocationUnknown, CodeOf(Verify(Root, [Authority, signer], Target, lists: [Root.List([signer]), ofSigner])));
        Assert.Equal(ReasonCode.RevocationUnknown, CodeOf(Verify(Root, [Authority], Target, lists: [OfRoot, ofSigner])));
    }

    [Fact]
    public void A_key_certified_for_lists_that_only_its_own_list_covers_does_not_vouch_for_itself()
    {
        var signer = Authority.Issue(new() { Name = Authority.Name, Key = 4, Extensions = [ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)] });

        Assert.Equal(ReasonCode.RevocationUnknown, CodeOf(Verify(Root, [Authority, signer], Target, lists: [OfRoot, signer.List([])])));
    }

    [Theory]
    [InlineData(OnlyUsers, ReasonCode.None)]
    [InlineData(OnlyAuthorities, ReasonCode.RevocationUnknown)]
    [InlineData("30038501FF", ReasonCode.RevocationUnknown)]
    [InlineData(OnlyKeyCompromise, ReasonCode.RevocationUnknown)]
    [InlineData(OfPlace, ReasonCode.RevocationUnknown)]
    public void A_limited_list_covers_what_it_says(string limits, object code) =>
        Assert.Equal((ReasonCode)code, CodeBy(OfRoot, Authority.List([], ChainLists.Limited(limits))));

    [Fact]
    public void A_list_of_users_says_nothing_about_a_CA() =>
        Assert.Equal(ReasonCode.RevocationUnknown, CodeBy(Root.List([], ChainLists.Limited(OnlyUsers)), Authority.List([])));

    [Fact]
    public void Lists_for_some_reasons_add_up_to_every_reason()
    {
        var (one, other) = (ChainLists.Limited(OnlyKeyCompromise), ChainLists.Limited(OnlyTheRest));

        Assert.Equal(ReasonCode.None, CodeBy(OfRoot, Authority.List([], one), Authority.List([], other)));
        Assert.Equal(ReasonCode.RevocationRevoked, CodeBy(OfRoot, Authority.List([], one), Authority.List([Target], other)));
    }

    [Theory]
    [InlineData(Place, ReasonCode.None)]
    [InlineData("http://crl.test/2", ReasonCode.RevocationUnknown)]
    public void A_list_of_one_distribution_point_covers_the_certificates_that_name_it(string uri, object code)
    {
        var target = Authority.Target("CN=T", ChainExtensions.DistributionPoint(uri));

        Assert.Equal((ReasonCode)code, CodeOf(Verify(Root, [Authority], target, lists: [OfRoot, Authority.List([], ChainLists.Limited(OfPlace))])));
    }

    [Fact]
    public void A_delta_list_revokes_and_releases_what_its_base_says_otherwise()
    {
        var delta = Authority.ListOf(ChainLists.Entries([Target]), 3, ChainLists.DeltaOf(2));
        var releases = Authority.ListOf(ChainLists.Entries([Target], CrlReason.RemoveFromCrl), 3, ChainLists.DeltaOf(2));
        var held = Authority.ListOf(ChainLists.Entries([Target], CrlReason.CertificateHold), 2);

        Assert.Equal(ReasonCode.RevocationRevoked, CodeBy(OfRoot, Authority.ListOf([], 2), delta));
        Assert.Equal(ReasonCode.None, CodeBy(OfRoot, held, releases));
        Assert.Equal(ReasonCode.RevocationOnHold, CodeBy(OfRoot, held));
    }

    [Theory]
    [InlineData(1, 3, 2, "its base is newer than the list")]
    [InlineData(3, 3, 2, "it is no newer than the list")]
    public void A_delta_list_counts_only_for_the_lists_between_its_base_and_itself(int complete, int number, int baseNumber, string because)
    {
        var delta = Authority.ListOf(ChainLists.Entries([Target]), number, ChainLists.DeltaOf(baseNumber));

        Assert.True(CodeBy(OfRoot, Authority.ListOf([], complete), delta) == ReasonCode.None, because);
    }

    [Fact]
    public void A_delta_list_alone_answers_nothing() =>
        Assert.Equal(ReasonCode.RevocationUnknown, CodeBy(OfRoot, Authority.ListOf([], 3, ChainLists.DeltaOf(2))));

    [Fact]
    public void A_delta_list_of_another_key_does_not_count()
    {
        var foreign = ChainMember.Root("CN=CA", key: 30);

        Assert.Equal(ReasonCode.None, CodeBy(OfRoot, Authority.ListOf([], 2), foreign.ListOf(ChainLists.Entries([Target]), 3, ChainLists.DeltaOf(2))));
    }

    [Fact]
    public void An_indirect_list_answers_for_the_issuer_that_its_entries_name()
    {
        var signer = Root.Issue(new() { Name = new("CN=List Signer"), Key = 5, Extensions = [ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)] });
        var target = Authority.Target("CN=T", ChainExtensions.DistributionPoint(null, signer.Name));
        var limits = ChainLists.Limited("30038401FF");

        ReasonCode CodeOfEntries(byte[] entries) => CodeOf(Verify(Root, [Authority, signer], target, lists: [OfRoot, signer.ListOf(entries, 1, limits)]));
        Assert.Equal(ReasonCode.None, CodeOfEntries([]));
        Assert.Equal(ReasonCode.RevocationRevoked, CodeOfEntries(ChainLists.Entries([target], issuer: Authority.Name)));
        Assert.Equal(ReasonCode.None, CodeOfEntries(ChainLists.Entries([target], issuer: Root.Name)));
        Assert.Equal(ReasonCode.None, CodeOfEntries(ChainLists.Entries([target])));
    }

    [Fact]
    public void Another_issuers_list_answers_only_where_the_certificate_names_it_and_the_list_is_indirect()
    {
        var signer = Root.Issue(new() { Name = new("CN=List Signer"), Key = 5, Extensions = [ChainExtensions.Usage(X509KeyUsageFlags.CrlSign)] });
        var names = Authority.Target("CN=T", ChainExtensions.DistributionPoint(null, signer.Name));

        Assert.Equal(ReasonCode.RevocationUnknown, CodeOf(Verify(Root, [Authority, signer], names, lists: [OfRoot, signer.List([])])));
        Assert.Equal(ReasonCode.RevocationUnknown, CodeOf(Verify(Root, [Authority, signer], Target, lists: [OfRoot, signer.List([], ChainLists.Limited("30038401FF"))])));
    }

    private static ReasonCode CodeBy(params byte[][] lists) => CodeOf(Verify(Root, [Authority], Target, lists: lists));
}
