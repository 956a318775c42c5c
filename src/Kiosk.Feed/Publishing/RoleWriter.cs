using System.Text.Json;
using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>Signs roles, verifies the signatures and writes the files.</summary>
internal sealed class RoleWriter(FeedTree tree, DateTimeOffset now)
{
    private readonly List<PostponedRole> postponed = [];

    /// <summary>Roles that are due but could not be renewed because their keys are not at hand.</summary>
    public IReadOnlyList<PostponedRole> Postponed => postponed;

    /// <summary>
    /// Keeps the role's last file if its content is unchanged, it is signed by the role's keys, and either half of its lifetime remains or it has not expired and the keys
    /// are not at hand; otherwise writes the next version.
    /// </summary>
    /// <param name="withVersion">Creates the content with this version and expiry.</param>
    public async Task<SignedMetadata<T>> WriteAsync<T>(
        string name, SigningRole role, Func<long, DateTimeOffset, T> withVersion, SignedMetadata<T>? last, Func<ReadOnlyMemory<byte>, SignedMetadata<T>> parse, CancellationToken cancellationToken)
        where T : RoleMetadata
    {
        if (last is not null && last.IsSignedBy(SignatoriesOf(role)) && IsSame(withVersion(last.Content.Version, last.Content.Expires), last))
        {
            if (last.Content.Expires - now > role.Lifetime / 2)
            {
                return last;
            }

            if (!last.Content.IsExpiredAt(now) && !role.CanSign)
            {
                postponed.Add(new(name, last.Content.Expires));
                return last;
            }
        }

        // A mirror may have fetched a version that an interrupted publication wrote, so that number must not be reused.
        var version = Math.Max(last?.Content.Version ?? 0, tree.NewestVersionOf(name)) + 1;
        var signed = await SignAsync(name, withVersion(version, ExpiryOf(role)), role.Signing, [SignatoriesOf(role)], parse, cancellationToken).ConfigureAwait(false);
        tree.WriteMetadata(name, version, signed.Bytes.Span);
        return signed;
    }

    public DateTimeOffset ExpiryOf(SigningRole role) => DateTimeOffset.FromUnixTimeSeconds((now + role.Lifetime).ToUnixTimeSeconds());

    /// <exception cref="PublishingException">The keys produced too few valid signatures.</exception>
    public static async Task<SignedMetadata<T>> SignAsync<T>(
        string name,
        T metadata,
        IReadOnlyList<ISigner> signers,
        IEnumerable<Signatories> needed,
        Func<ReadOnlyMemory<byte>, SignedMetadata<T>> parse,
        CancellationToken cancellationToken)
        where T : RoleMetadata
    {
        try
        {
            var signed = parse(await MetadataWriter.SignAsync(metadata, signers, cancellationToken).ConfigureAwait(false));
            foreach (var signatories in needed)
            {
                var count = signed.CountSigners(signatories);
                if (count < signatories.Role.Threshold)
                {
                    throw new PublishingException(new Phrase($"{name} cần {signatories.Role.Threshold} chữ ký hợp lệ, mà các khóa chỉ cho {count} chữ ký.", $"The {name} metadata needs {signatories.Role.Threshold} valid signature{(signatories.Role.Threshold == 1 ? "" : "s")}; its keys produced {count}."));
                }
            }

            return signed;
        }
        catch (SigningException e)
        {
            throw new PublishingException(e.Sentence, e);
        }
        catch (MetadataFormatException e)
        {
            throw new PublishingException(new Phrase($"Không đọc lại được {name} sau khi ký [{e.Message.TrimEnd('.')}].", $"The {name} metadata would not be readable: {e.Message}"), e);
        }
    }

    public static Signatories SignatoriesOf(SigningRole role) =>
        new(role.Keys, role.Signers.Select(signer => signer.PublicKey).DistinctBy(key => key.Id).ToDictionary(key => key.Id, StringComparer.Ordinal));

    private static bool IsSame<T>(T metadata, SignedMetadata<T> last)
        where T : RoleMetadata
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            SignedPart.Write(writer, metadata);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return CanonicalJson.Encode(document.RootElement).AsSpan().SequenceEqual(last.SignedBytes.Span);
    }
}
