using Kiosk.Feed.Records;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Cache.Source;

/// <summary>A source folder whose parts were read or, where they are large, indexed and checked (<see cref="SourceLayout"/>).</summary>
internal sealed record CacheSource
{
    private const int MaxProfileLength = 1024 * 1024;

    public required string Folder { get; init; }

    public required byte[] ProfileJson { get; init; }

    public required CardProfile Profile { get; init; }

    public required IReadOnlyList<Certificate> Anchors { get; init; }

    public required IReadOnlyList<Certificate> Issuers { get; init; }

    /// <summary>Read one at a time when they are chosen: a bad one must not fail the build.</summary>
    public required IReadOnlyList<NamedFile> CrlFiles { get; init; }

    /// <summary>DER.</summary>
    public required byte[] RegistryCertificate { get; init; }

    public required SourceMembers Members { get; init; }

    public required ProcedureCatalogue Catalogue { get; init; }

    public TrustContent Trust => new(ProfileJson, Profile, RegistryCertificate, Catalogue, Anchors, Issuers, CrlFiles, new Dictionary<string, string>());

    /// <exception cref="CacheSourceException">A file is missing or not what it should be.</exception>
    public static CacheSource Read(string folder, CancellationToken cancellationToken)
    {
        SourceLayout.Check(folder);
        var (profileJson, profile) = ReadProfile(Path.Combine(folder, SourceLayout.Profile));
        var anchors = SourceCertificates.Read(folder, SourceLayout.Anchors);
        if (anchors.Count == 0)
        {
            throw new CacheSourceException($"{Path.Combine(folder, SourceLayout.Anchors)} holds no trust anchor.");
        }

        return new()
        {
            Folder = folder,
            ProfileJson = profileJson,
            Profile = profile,
            Anchors = anchors,
            Issuers = SourceCertificates.Read(folder, SourceLayout.Issuers),
            CrlFiles = [.. SourceLayout.Files(folder, SourceLayout.Crls, SourceLayout.CrlEndings).Select(NamedFile.At)],
            RegistryCertificate = SourceCertificates.ReadRegistry(folder),
            Catalogue = SourceProcedures.Read(folder),
            Members = SourceMembers.Index(Path.Combine(folder, SourceLayout.Members), cancellationToken),
        };
    }

    private static (byte[] Json, CardProfile Profile) ReadProfile(string path)
    {
        var json = SourceFile.Read(path, MaxProfileLength);
        try
        {
            return (json, CardProfile.Parse(json, path));
        }
        catch (CardProfileException e)
        {
            throw new CacheSourceException(e.Message, e);
        }
    }
}
