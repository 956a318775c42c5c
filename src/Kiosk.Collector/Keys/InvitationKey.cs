using System.Security.Cryptography;
using System.Text;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Source.Folders;
using Kiosk.Source.Invitations;
using Kiosk.Words;

namespace Kiosk.Collector.Keys;

/// <summary>The key that signs invitations: the desk's (<c>keys/invitations.pem</c>), or one that the meeting's file names, handed to this collector as <c>DIR/invitations.pem</c>. Thread-safe.</summary>
internal sealed class InvitationKey : IDisposable
{
    public const string FileName = "invitations.pem";

    private const int MaxLength = 1 << 16;

    private readonly Lock gate = new();
    private readonly ECDsa key;
    private readonly string path;

    private InvitationKey(ECDsa key, string path) => (this.key, this.path) = (key, path);

    /// <returns>That of the collector's folder; null if there is none.</returns>
    /// <inheritdoc cref="Open"/>
    public static InvitationKey? Find(string data) => Path.Combine(data, FileName) is var path && File.Exists(path) ? Open(path) : null;

    /// <exception cref="InvitationException">The file holds no P-256 key, or a pass phrase is on it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static InvitationKey Open(string path)
    {
        var opened = ECDsa.Create();
        try
        {
            opened.ImportFromPem(Encoding.ASCII.GetString(RegularFile.Read(path, MaxLength)));
            if (opened.ExportParameters(includePrivateParameters: true).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                return new(opened, path);
            }
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            opened.Dispose();
            throw new InvitationException(Unusable(path), unusable);
        }

        opened.Dispose();
        throw new InvitationException(Unusable(path));
    }

    /// <summary>Signs one person's invitation.</summary>
    /// <returns>The PDF.</returns>
    /// <exception cref="InvitationException">The doors would not take it.</exception>
    public byte[] Print(Meeting meeting, Invitee invitee, string superior, string office, Language language)
    {
        lock (gate)
        {
            return IssueFor(meeting, superior, office, language).Print(invitee);
        }
    }

    /// <summary>Signs the invitations of many and writes them to files.</summary>
    /// <returns>The file for printing.</returns>
    /// <exception cref="InvitationException">The doors would not take them.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string Write(Meeting meeting, IReadOnlyList<Invitee> invitees, string folder, string superior, string office, Language language)
    {
        lock (gate)
        {
            return IssueFor(meeting, superior, office, language).Write(invitees, folder);
        }
    }

    public void Dispose() => key.Dispose();

    // A meeting that names no keys gets the desk's when it is published.
    private InvitationIssue IssueFor(Meeting meeting, string superior, string office, Language language)
    {
        var own = key.ExportSubjectPublicKeyInfo();
        return meeting.InvitationKeys is not { } named || named.Any(one => one.Span.SequenceEqual(own)) ? new(meeting, key, superior, office, language) : throw new InvitationException(new(
            $"Cuộc họp {meeting.Id} chỉ nhận giấy mời do khóa khác ký: hãy đặt đúng khóa vào {path}, hoặc ghi khóa này vào mục invitationKeys của cuộc họp rồi phát hành lại.",
            $"The meeting {meeting.Id} takes invitations of other keys only: put the right key into {path}, or name this one in the meeting's invitationKeys and publish again."));
    }

    private static Phrase Unusable(string path) => new(
        $"{path} không phải khóa riêng P-256 dạng PEM để ký giấy mời: hãy chép keys/invitations.pem của bàn phát hành; khóa có mật khẩu thì bỏ mật khẩu trước (openssl pkey).",
        $"{path} is no P-256 private key in PEM that signs invitations: copy the desk's keys/invitations.pem; take a pass phrase off first (openssl pkey).");
}

/// <summary>An invitation cannot be signed.</summary>
internal sealed class InvitationException(Phrase sentence, Exception? cause = null) : SentenceException(sentence, cause);
