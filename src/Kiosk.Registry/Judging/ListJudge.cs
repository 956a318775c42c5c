using Kiosk.Feed.Targets;
using Kiosk.Source.Problems;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;
using Kiosk.Words;

namespace Kiosk.Registry.Judging;

/// <summary>Judges revocation lists by the terminals' rule (<see cref="CrlAcceptance"/>), and against those published last.</summary>
internal sealed class ListJudge(
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> national,
    IReadOnlyDictionary<string, string> files,
    IReadOnlyList<Certificate> authorities,
    CardProfile profile,
    JudgingRules rules,
    SourceProblems problems)
{
    private readonly Dictionary<string, (string Target, StreamedCrl List)> newest = new(StringComparer.Ordinal);
    private readonly HashSet<string> refusedIssuers = new(StringComparer.Ordinal);

    /// <summary>Whether a list of this authority exists but was refused and reported: then it is not reported as missing.</summary>
    public bool IsRefused(Certificate authority) => refusedIssuers.Contains(Convert.ToHexString(authority.Subject.Span));

    /// <returns>The good lists by the key whose certificates they cover, SHA-256 in hexadecimal.</returns>
    public IReadOnlyDictionary<string, StreamedCrl> Judge()
    {
        var published = ReadPublished();
        foreach (var (target, content) in national.Where(file => file.Key.StartsWith(TargetPaths.Crls, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var der = content.ToArray();
            try
            {
                Judge(target, StreamedCrl.Check(() => new MemoryStream(der, writable: false), authorities, profile.Algorithms), published);
            }
            catch (CrlException e)
            {
                Refuse(target, content, e);
            }
        }

        return newest.ToDictionary(one => one.Key, one => one.Value.List, StringComparer.Ordinal);
    }

    private void Refuse(string target, ReadOnlyMemory<byte> content, CrlException refused)
    {
        if (CrlShape.IssuerOf(content) is { } issuer)
        {
            refusedIssuers.Add(Convert.ToHexString(issuer));
        }

        var remedy = refused.SaysRemedy ? Phrase.Untranslated("") : new(" Hãy đề nghị CA ký một danh sách đúng quy định đó.", " Have the authority sign a list that keeps that rule.");
        Object(target, new($"{refused.Sentence.Vietnamese}{remedy.Vietnamese} Cho đến khi đó không máy nào dùng danh sách này: mỗi máy giữ danh sách trước đó, còn máy chưa có danh sách nào thì không xác nhận thẻ nào của CA này.", $"{refused.Message}{remedy.English} Until then no terminal uses this list: each keeps the one before it, and one that has none confirms no card of this authority."));
    }

    private void Judge(string target, StreamedCrl list, Dictionary<string, StreamedCrl> published)
    {
        var key = KeyOf(list);
        if (published.TryGetValue(key, out var last) && FindRegress(list, last) is { } regress)
        {
            Object(target, regress);
        }
        else if (!published.TryGetValue(key, out last) || !last.Digest.Span.SequenceEqual(list.Digest.Span))
        {
            JudgeTime(target, list.Facts);
        }
        else if (rules.Now > list.Facts.NextUpdate)
        {
            problems.Warn(FileOf(target), null, new($"danh sách đã đến hạn thay từ {list.Facts.NextUpdate:yyyy-MM-dd HH:mm'Z'} và đã được phát hành: hãy đặt danh sách mới nhất của CA vào đây.", $"the list was due to be replaced on {list.Facts.NextUpdate:yyyy-MM-dd HH:mm'Z'} and is published already: put the authority's newest list there."));
        }

        if (newest.TryGetValue(key, out var other))
        {
            var (older, newer) = list.Facts.IsOlderThan(other.List.Facts) ? (target, other.Target) : (other.Target, target);
            problems.Warn(FileOf(older), null, new($"{newer} là danh sách mới hơn của cùng CA; các máy dùng danh sách đó: hãy bỏ danh sách cũ hơn.", $"{newer} is a newer list of the same authority; terminals use that one: take the older one out."));
        }

        if (other.List is null || other.List.Facts.IsOlderThan(list.Facts))
        {
            newest[key] = (target, list);
        }
    }

    private static Phrase? FindRegress(StreamedCrl list, StreamedCrl last)
    {
        if (list.Facts.IsOlderThan(last.Facts))
        {
            return new($"danh sách thu hồi số {list.Facts.CrlNumber} cũ hơn danh sách số {last.Facts.CrlNumber} đã phát hành gần nhất; không máy nào lùi lại: hãy đặt danh sách mới nhất vào đây.", $"CRL number {list.Facts.CrlNumber} is older than CRL number {last.Facts.CrlNumber}, which was published last; no terminal goes back: put the newest list there.");
        }

        if (last.Facts.IsOlderThan(list.Facts) && list.Facts.ThisUpdate < last.Facts.ThisUpdate)
        {
            return new($"danh sách thu hồi số {list.Facts.CrlNumber} ghi thời điểm {list.Facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}, trước danh sách số {last.Facts.CrlNumber} đã phát hành gần nhất và ghi {last.Facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}; danh sách sau phải có số lớn hơn (RFC 5280, 5.2.3), nên một trong hai bị sai: hãy hỏi CA danh sách mới nhất và xem lại đồng hồ của CA.", $"CRL number {list.Facts.CrlNumber} is dated {list.Facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}, before CRL number {last.Facts.CrlNumber}, which was published last and is dated {last.Facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}; a later list bears a greater number (RFC 5280, 5.2.3), so one of the two is wrong: ask the authority for its newest list, and look at its clock.");
        }

        return list.Facts.CrlNumber == last.Facts.CrlNumber && !list.Digest.Span.SequenceEqual(last.Digest.Span)
            ? new($"danh sách mang số {list.Facts.CrlNumber} như danh sách đã phát hành gần nhất nhưng nội dung khác; các máy giữ danh sách đang có: CA phải đánh cho mỗi danh sách một số riêng (RFC 5280, 5.2.3).", $"it bears CRL number {list.Facts.CrlNumber} as the list that was published last, with other content; terminals keep the one they have: the authority must give each list a number of its own (RFC 5280, 5.2.3).")
            : null;
    }

    private void JudgeTime(string target, CrlFacts facts)
    {
        switch (CrlAcceptance.StandingAt(facts, profile, rules.Now))
        {
            case CrlStanding.DatedAhead:
                Object(target, new($"danh sách ghi thời điểm {facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}, sau giờ của máy này là {rules.Now:yyyy-MM-dd HH:mm:ss'Z'}; các máy cho phép lệch {profile.Freshness.ClockTolerance.TotalMinutes:0} phút và chỉ dùng danh sách từ khi đó: hãy đợi đến lúc đó mới phát hành, và xem lại đồng hồ của máy này và của CA.", $"the list is dated {facts.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}, ahead of this machine's {rules.Now:yyyy-MM-dd HH:mm:ss'Z'}; terminals tolerate {profile.Freshness.ClockTolerance.TotalMinutes:0} minutes and use it only then: publish it then, and look at the clocks of this machine and of the authority."));
                break;
            case CrlStanding.SignatureTooWeak:
                Object(target, new($"hồ sơ thẻ không còn chấp nhận {facts.Signature} nên không máy nào dùng danh sách này: hãy đề nghị CA ký danh sách bằng thuật toán khác.", $"the profile no longer lets {facts.Signature} count, so no terminal would use this list: have the authority sign its lists otherwise."));
                break;
            case CrlStanding.Stale:
                Object(target, new($"danh sách đã đến hạn thay từ {facts.NextUpdate:yyyy-MM-dd HH:mm'Z'}; theo danh sách này các máy coi việc thu hồi là chưa rõ: hãy đặt danh sách mới nhất của CA vào đây.", $"the list was due to be replaced on {facts.NextUpdate:yyyy-MM-dd HH:mm'Z'}; terminals hold revocation for unknown by it: put the authority's newest list there."));
                break;
        }
    }

    /// <summary>The lists that terminals have now, by the authority's key; an unusable published list does not count.</summary>
    private Dictionary<string, StreamedCrl> ReadPublished()
    {
        var published = new Dictionary<string, StreamedCrl>(StringComparer.Ordinal);
        foreach (var der in rules.Published.Values)
        {
            try
            {
                var list = StreamedCrl.Check(() => new MemoryStream(der, writable: false), authorities, profile.Algorithms);
                if (!published.TryGetValue(KeyOf(list), out var other) || other.Facts.IsOlderThan(list.Facts))
                {
                    published[KeyOf(list)] = list;
                }
            }
            catch (CrlException)
            {
                // From an authority no longer trusted, or a list that no terminal accepted.
            }
        }

        return published;
    }

    private static string KeyOf(StreamedCrl list) => Convert.ToHexString(list.Facts.IssuerKeyHash.Span);

    private string FileOf(string target) => files.GetValueOrDefault(target, target);

    private void Object(string target, Phrase sentence) => rules.Object(problems, FileOf(target), sentence);
}
