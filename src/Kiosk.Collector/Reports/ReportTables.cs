using System.Globalization;
using Kiosk.Collector.Doors;
using Kiosk.Feed.Records;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>The tables that reports are made of.</summary>
internal sealed class ReportTables(SessionAttendance session, Language language)
{
    private readonly LocalFormat format = LocalFormat.Of(language);

    public ReportBlock.Table Present() => new(
        ReportWords.Present.In(language),
        [Column(ReportWords.Number, 6), Column(ReportWords.Name, 22), Column(ReportWords.CardNumber, 12), Column(ReportWords.Unit, 16), Column(ReportWords.Delegation, 12), Column(ReportWords.Class, 13), Column(ReportWords.ArrivedAt, 8), Column(ReportWords.Door, 8), Column(ReportWords.Note, 12)],
        Rows(session.With(Presence.Present), person => [.. Who(person), LocalFormat.Time(person.Recorded!.At), OtherHalls.NameOf(person.Recorded, session.Halls), string.Join("; ", NotesOf(person).Select(note => note.In(language)))]),
        IsList: true);

    /// <summary>What is remarked of somebody present.</summary>
    public static IEnumerable<Phrase> NotesOf(PersonAttendance person) =>
        [.. person.IsLate ? [ReportWords.Late] : (Phrase[])[], .. person is { Presence: Presence.Present, Recorded.IsByInvitation: true } ? [ReportWords.ByInvitation] : (Phrase[])[]];

    /// <summary>Those of one state of absence.</summary>
    public ReportBlock.Table Absent(Presence presence) => new(
        ReportWords.Of(presence, session.IsOver).In(language),
        [Column(ReportWords.Number, 6), Column(ReportWords.Name, 22), Column(ReportWords.CardNumber, 12), Column(ReportWords.Unit, 16), Column(ReportWords.Delegation, 12), Column(ReportWords.Class, 13), Column(ReportWords.Reason, 18), Column(ReportWords.RecordedBy, 10)],
        Rows(session.With(presence), person => [.. Who(person), person.Recorded is { } noted ? ReasonTable.Find(noted.Code)?.Meaning.In(language) : "", person.Recorded is { } recorded ? OtherHalls.NameOf(recorded, session.Halls) : ""]),
        IsList: true);

    public ReportBlock.Table ByClass() => Totals(ReportWords.Class, session.People.GroupBy(person => person.Person is { } known ? ReportWords.Of(known.Entry.Class) : ReportWords.OffRoster).OrderBy(group => group.Min(person => person.Person is { } known ? (int)known.Entry.Class : int.MaxValue)).Select(group => (group.Key.In(language), group.ToList())));

    public ReportBlock.Table ByDelegation() => Totals(ReportWords.Delegation, session.Convened.GroupBy(person => person.Person!.Entry.Delegation ?? "", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key.Length > 0 ? group.Key : ReportWords.NoDelegation.In(language), group.ToList())));

    public ReportBlock.Table ByHall() => Totals(ReportWords.Hall, session.Convened.GroupBy(person => person.Person!.Entry.Seat?.Area ?? "", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key.Length > 0 ? group.Key : ReportWords.NoSeat.In(language), group.ToList())));

    /// <summary>The figures of the whole session.</summary>
    public ReportBlock.Table Figures()
    {
        List<(Phrase What, long Count)> figures =
        [
            (ReportWords.Convened, session.Convened.Count()),
            (ReportWords.Present, session.Count(Presence.Present)),
            (ReportWords.Late, session.Convened.Count(person => person.IsLate)),
            (ReportWords.WithReason, session.Count(Presence.AbsentWithReason)),
            (ReportWords.WithoutReason, session.Count(Presence.AbsentWithoutReason)),
            (ReportWords.Of(Presence.NotArrived, session.IsOver), session.Count(Presence.NotArrived)),
            .. session.People.Count(person => person is { Presence: Presence.Present, Recorded.IsByInvitation: true }) is > 0 and var invited ? [(ReportWords.ByInvitation, invited)] : (IEnumerable<(Phrase, long)>)[],
            (ReportWords.OffRoster, session.People.Count(person => person.Person is null)),
            .. session.People.Count(person => person.Left is not null) is > 0 and var outside ? [(new Phrase("Đã ra ngoài, chưa trở lại", "Went out and did not return"), outside)] : (IEnumerable<(Phrase, long)>)[],
        ];
        if (session.Quorum is { } quorum)
        {
            figures.Add((new("Triệu tập, tính vào số lượng theo quy định", "Convened, counting for the quorum"), quorum.Convened));
            figures.Add((session.Meeting.Meeting.Quorum.Basis is QuorumBasis.Inside ? new("Đang trong phòng họp, tính vào số lượng theo quy định", "Inside, counting for the quorum") : new("Có mặt, tính vào số lượng theo quy định", "Present, counting for the quorum"), quorum.Present));
            figures.Add((new("Số lượng tối thiểu theo quy định", "Quorum"), quorum.Required));
        }

        if (session.Summary is { Organisations: { } organisations })
        {
            figures.Add((new("Tổ chức trực thuộc được triệu tập", "Subordinate organisations convened"), organisations.Convened));
            figures.Add((new("Tổ chức trực thuộc có đại biểu dự", "Subordinate organisations represented"), organisations.Present));
            figures.Add((new("Số tổ chức tối thiểu phải có đại biểu dự", "Organisations that must be represented"), organisations.Required));
        }

        if (session.Summary is { VotingBase: { } votingBase } summary)
        {
            figures.Add((new("Tổng số tính tỷ lệ biểu quyết, bầu cử", "Voting base"), votingBase));
            figures.Add((new("Có mặt, được biểu quyết", "Present with the right to vote"), summary.MayVote));
            figures.Add((new("Vị trí có cả đại biểu và dự khuyết đến, chỉ tính một lần", "Places for which delegate and alternate both came, counted once"), summary.ContestedMandates));
        }

        return new(ReportWords.Total.In(language), [Column(ReportWords.Figure, 70), Column(ReportWords.Count, 20)], [.. figures.Select(figure => (IReadOnlyList<ReportCell>)[figure.What.In(language), Number(figure.Count)])]);
    }

    /// <summary>What the source says of those convened, as totals; null where it says nothing.</summary>
    public ReportBlock.Table? Traits() => TraitTotals.Of(session) is { Count: > 0 } totals
        ? new(
            new Phrase("Cơ cấu đại biểu, đảng viên", "Composition").In(language),
            [Column(ReportWords.Figure, 50), Column(ReportWords.Convened, 20), Column(ReportWords.Present, 20)],
            [.. totals.Select(total => (IReadOnlyList<ReportCell>)[total.Group.In(language), Number(total.Convened), Number(total.Present)])])
        : null;

    /// <summary>Alternates and whom they replace.</summary>
    public ReportBlock.Table Replacements()
    {
        var byTag = session.Convened.ToDictionary(person => person.Person!.Tag);
        return new(
            new Phrase("Đại biểu dự khuyết thay thế", "Alternates who replace delegates").In(language),
            [Column(ReportWords.Number, 6), new(new Phrase("Đại biểu dự khuyết", "Alternate").In(language), 35), new(new Phrase("Thay đại biểu", "Replaces").In(language), 35), Column(ReportWords.Present, 14)],
            Rows(
                session.Convened.Where(person => person.Person!.Entry.Replaces is not null),
                person => [NameOf(person), byTag.TryGetValue(person.Person!.Entry.Replaces!.Value, out var replaced) ? NameOf(replaced) : "", ReportWords.Of(person.Presence, session.IsOver).In(language)]),
            IsList: true);
    }

    /// <summary>The journals that all of it rests on.</summary>
    public ReportBlock.Table Journals() => new(
        new Phrase("Nhật ký làm căn cứ", "Journals that this rests on").In(language),
        [new(new Phrase("Máy", "Terminal").In(language), 16), Column(ReportWords.Door, 18), new(new Phrase("Số bản ghi đã xác nhận", "Confirmed records").In(language), 16), new(new Phrase("Mã gốc (RFC 6962)", "Root (RFC 6962)").In(language), 50)],
        [.. session.Journals.Select(journal => (IReadOnlyList<ReportCell>)[journal.TerminalId, string.Join(", ", journal.Doors), Number((long)journal.Confirmed), journal.Root])]);

    public string NameOf(PersonAttendance person) => person.Person is { } known ? known.Name ?? ReportWords.NotKnown.In(language) : person.GuestName ?? ReportWords.Guest.In(language);

    private IEnumerable<ReportCell> Who(PersonAttendance person) =>
    [
        NameOf(person), person.Person?.Member?.CardNumber, person.Person?.Member?.Unit, person.Person?.Entry.Delegation, person.Person is { } known ? ReportWords.Of(known.Entry.Class).In(language) : ReportWords.OffRoster.In(language),
    ];

    private ReportBlock.Table Totals(Phrase what, IEnumerable<(string Name, List<PersonAttendance> People)> groups)
    {
        var rows = groups.Select(group => Counts(group.Name, group.People)).ToList();
        rows.Add(Counts(ReportWords.Total.In(language), session.People));
        return new(
            new Phrase($"Tổng hợp theo {what.Vietnamese.ToLowerInvariant()}", $"Totals by {what.English.ToLowerInvariant()}").In(language),
            [Column(what, 30), Column(ReportWords.Convened, 12), Column(ReportWords.Present, 12), Column(ReportWords.WithReason, 12), Column(ReportWords.WithoutReason, 12), Column(ReportWords.Of(Presence.NotArrived, session.IsOver), 12)],
            rows);
    }

    private IReadOnlyList<ReportCell> Counts(string name, IReadOnlyList<PersonAttendance> people) =>
    [
        name,
        Number(people.Count(person => person.Person is not null)),
        .. ((Presence[])[Presence.Present, Presence.AbsentWithReason, Presence.AbsentWithoutReason, Presence.NotArrived]).Select(presence => Number(people.Count(person => person.Presence == presence))),
    ];

    private static IReadOnlyList<IReadOnlyList<ReportCell>> Rows(IEnumerable<PersonAttendance> people, Func<PersonAttendance, IEnumerable<ReportCell>> cells) =>
        [.. people.Select((person, index) => (IReadOnlyList<ReportCell>)[new ReportCell((index + 1).ToString(CultureInfo.InvariantCulture), index + 1), .. cells(person)])];

    private ReportCell Number(long value) => new(format.Number(value), value);

    private ReportColumn Column(Phrase title, double width) => new(title.In(language), width);
}
