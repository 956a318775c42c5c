using System.Security.Cryptography.X509Certificates;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.Tests.Paths;

/// <summary>A valid chain from a root through one to three CAs to a target, with a CRL of every issuer. Each case mutates it in one way.</summary>
internal sealed class WitnessPlan
{
    private readonly Random random;

    public WitnessPlan(Random random)
    {
        this.random = random;
        var depth = random.Next(1, 4);
        Line = [.. Enumerable.Range(1, depth).Select(level => new ChainRequest
        {
            Name = new($"CN=CA {level}, O=Witness"),
            Key = 200 + level,
            Extensions = [ChainExtensions.Authority(), ChainExtensions.AuthorityUsage],
        })];
        Line.Add(new() { Name = new("CN=Target, O=Witness"), Key = 210 });
    }

    /// <summary>The CAs below the root, then the target.</summary>
    public List<ChainRequest> Line { get; }

    /// <summary>Indexes into <see cref="Line"/>.</summary>
    public HashSet<int> BrokenSignatures { get; } = [];

    public Dictionary<int, CrlReason> Revoked { get; } = [];

    /// <summary>By issuer: 0 is the root, 1 the first CA.</summary>
    public Dictionary<int, Action<CrlFields>> BentLists { get; } = [];

    public HashSet<int> MissingLists { get; } = [];

    public HashSet<int> BrokenLists { get; } = [];

    public PathInputs Inputs { get; set; } = new();

    public int Target => Line.Count - 1;

    /// <summary>The index of the target's issuer.</summary>
    public int LastIssuer => Line.Count - 1;

    public int AnyAuthority => random.Next(0, Target);

    public int AnyIssuer => random.Next(0, Line.Count);

    public static WitnessChain Bend(string name, Action<WitnessPlan> bend, Random random)
    {
        var plan = new WitnessPlan(random);
        bend(plan);
        return plan.Build(name);
    }

    public void Extend(int place, params X509Extension[] extensions) => Line[place] = Line[place] with { Extensions = [.. Line[place].Extensions, .. extensions] };

    /// <summary>Replaces all extensions of the same type.</summary>
    public void Replace(int place, X509Extension extension)
    {
        Remove(place, extension.Oid!.Value!);
        Extend(place, extension);
    }

    public void Remove(int place, string oid) =>
        Line[place] = Line[place] with { Extensions = [.. Line[place].Extensions.Where(extension => extension.Oid!.Value != oid)] };

    /// <summary>Adds policies to every CA.</summary>
    public void StatePolicies(params string[] policies)
    {
        for (var place = 0; place < Target; place++)
        {
            Extend(place, ChainExtensions.Policies(policies));
        }
    }

    public WitnessChain Build(string name)
    {
        var issuers = new List<ChainMember> { ChainMember.Root("CN=Witness Root, O=Witness", 200) };
        var encoded = new List<byte[]>();
        for (var place = 0; place < Line.Count; place++)
        {
            // OpenSSL needs key identifiers to distinguish two keys of one name; ours tries the signatures.
            issuers.Add(issuers[place].Issue(Line[place] with
            {
                Extensions = [.. Line[place].Extensions, ChainExtensions.KeyIdentifier(Line[place].Key), ChainExtensions.SignedBy(issuers[place].Key)],
            }));
            encoded.Add(Break(issuers[^1].Certificate, BrokenSignatures.Contains(place)));
        }

        var lists = Enumerable.Range(0, Line.Count)
            .Where(issuer => !MissingLists.Contains(issuer))
            .Select(issuer => Break(ListOf(issuers, issuer), BrokenLists.Contains(issuer)));
        return new WitnessChain(name, issuers[0].Certificate, [.. encoded.SkipLast(1)], encoded[^1], [.. lists], Inputs);
    }

    private byte[] ListOf(List<ChainMember> issuers, int issuer)
    {
        var fields = new CrlFields
        {
            Issuer = issuers[issuer].Name.RawData,
            Entries = Revoked.TryGetValue(issuer, out var reason) ? ChainLists.Entries([issuers[issuer + 1]], reason) : [],
        };
        fields.Extensions.Add(ChainLists.SignedBy(issuers[issuer].Key));
        if (BentLists.TryGetValue(issuer, out var bend))
        {
            bend(fields);
        }

        return fields.Sign(issuers[issuer].Key);
    }

    /// <summary>Flips the last bit, which belongs to the signature.</summary>
    private static byte[] Break(byte[] signed, bool isBroken)
    {
        var copy = signed.ToArray();
        copy[^1] ^= isBroken ? (byte)1 : (byte)0;
        return copy;
    }
}

/// <summary>The input to both validators, DER.</summary>
/// <param name="Name">The case.</param>
internal sealed record WitnessChain(string Name, byte[] Root, byte[][] Authorities, byte[] Target, byte[][] Lists, PathInputs Inputs);
