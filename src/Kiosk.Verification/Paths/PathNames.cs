using Kiosk.Verification.Names;

namespace Kiosk.Verification.Paths;

/// <summary>The name constraints of all CAs above a certificate, nearest first (RFC 5280, 6.1.2 b and c, 6.1.4 g).</summary>
/// <param name="Above">Null at the top.</param>
internal sealed record PathNames(NameConstraints Constraints, PathNames? Above)
{
    /// <summary>Maximum number of comparisons per certificate: names times constraints. Real certificates stay far below.</summary>
    private const int MaxWork = 250_000;

    /// <returns>A sentence naming the rule, or null if every name is allowed.</returns>
    public string? FindObjection(PathCertificate certificate)
    {
        var names = NamesOf(certificate);
        var work = 0;
        for (var level = this; level is not null; level = level.Above)
        {
            work += names.Count * (level.Constraints.Permitted.Count + level.Constraints.Excluded.Count);
            if (work > MaxWork)
            {
                return $"Names and name constraints would take more than {MaxWork} comparisons.";
            }

            foreach (var name in names)
            {
                if (FindObjection(name, level.Constraints) is { } objection)
                {
                    return objection;
                }
            }
        }

        return null;
    }

    private static string? FindObjection(GeneralName name, NameConstraints constraints)
    {
        foreach (var excluded in constraints.Excluded.Where(root => NameMatching.IsOfOneForm(name, root)))
        {
            if (NameMatching.IsWithin(name, excluded) != false || NameMatching.MayReach(name, excluded))
            {
                return $"A name of the form {FormOf(name)} lies in an excluded subtree, or cannot be told from one (RFC 5280, 4.2.1.10).";
            }
        }

        var permitted = constraints.Permitted.Where(root => NameMatching.IsOfOneForm(name, root)).ToArray();
        return permitted.Length == 0 || permitted.Any(root => NameMatching.IsWithin(name, root) == true)
            ? null
            : $"A name of the form {FormOf(name)} lies in no permitted subtree (RFC 5280, 4.2.1.10).";
    }

    /// <summary>Includes the subject as a directoryName, and its emailAddress as an rfc822Name.</summary>
    private static List<GeneralName> NamesOf(PathCertificate certificate)
    {
        var names = new List<GeneralName>(certificate.Extensions.SubjectAltNames);
        if (!certificate.Subject.IsEmpty)
        {
            names.Add(new GeneralName.Directory(certificate.Subject));
        }

        names.AddRange(certificate.Subject.EmailAddresses.Select(mailbox => new GeneralName.Rfc822(mailbox)));
        return names;
    }

    private static string FormOf(GeneralName name) => name switch
    {
        GeneralName.Directory => "directoryName",
        GeneralName.Dns => "dNSName",
        GeneralName.Rfc822 => "rfc822Name",
        GeneralName.Uri => "uniformResourceIdentifier",
        GeneralName.Ip => "iPAddress",
        GeneralName.Other other => $"[{other.TagValue}]",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
