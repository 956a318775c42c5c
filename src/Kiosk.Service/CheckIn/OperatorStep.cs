using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>How far an operator at the menu has got.</summary>
internal abstract record OperatorStep
{
    private OperatorStep()
    {
    }

    /// <summary>What the screen asks or says.</summary>
    public abstract Phrase Title { get; }

    /// <summary>What can be chosen.</summary>
    public virtual IReadOnlyList<Phrase> Items => [];

    /// <summary>No menu is open.</summary>
    public sealed record Closed : OperatorStep
    {
        /// <inheritdoc/>
        public override Phrase Title => Phrase.Untranslated("");
    }

    /// <summary>What is to be done.</summary>
    public sealed record Main : OperatorStep
    {
        /// <summary>Positions of <see cref="Items"/>.</summary>
        public const int Undo = 0, SwitchSession = 1, TakeOver = 2, End = 3;

        /// <inheritdoc/>
        public override Phrase Title => new("Mời đồng chí chọn việc cần làm.", "What is to be done?");

        /// <inheritdoc/>
        public override IReadOnlyList<Phrase> Items =>
            [new("Hủy lượt ghi nhận gần nhất", "Undo the last record"), new("Chuyển sang phiên khác", "Switch to another session"), new("Nhận thay cửa khác", "Take another door's place"), new("Kết thúc điểm danh", "End check-in")];
    }

    /// <summary>Why a passage is undone. Says when it was and not whose.</summary>
    public sealed record Reasons(AttendanceEvent Passage) : OperatorStep
    {
        /// <inheritdoc/>
        public override Phrase Title => new(
            $"Hủy lượt ghi nhận lúc {LocalFormat.Time(Passage.At)} vì lý do gì?", $"Why is the record of {LocalFormat.Time(Passage.At)} undone?");

        /// <inheritdoc/>
        public override IReadOnlyList<Phrase> Items => [.. PassageCorrection.Reasons.Select(NameOf)];

        private static Phrase NameOf(ReasonCode code) => code switch
        {
            ReasonCode.DeskMistaken => new("Ghi nhầm người", "The wrong person"),
            ReasonCode.DeskNotEntered => new("Đồng chí ấy không vào dự", "The person did not come in"),
            _ => new("Lượt thử máy", "The terminal was being tried out"),
        };
    }

    /// <summary>Which session comes next.</summary>
    /// <param name="HidesTitle">Whether only ids may be shown.</param>
    public sealed record Sessions(IReadOnlyList<MeetingSession> All, bool HidesTitle) : OperatorStep
    {
        /// <inheritdoc/>
        public override Phrase Title => new("Chuyển sang phiên nào?", "Which session?");

        /// <inheritdoc/>
        public override IReadOnlyList<Phrase> Items => [.. All.Select(session => Phrase.Untranslated(HidesTitle ? session.Id : session.Title))];
    }

    /// <summary>Whose place is taken.</summary>
    public sealed record Doors(IReadOnlyList<DoorPlace> All) : OperatorStep
    {
        /// <inheritdoc/>
        public override Phrase Title => new("Nhận thay cửa nào?", "Which door's place?");

        /// <inheritdoc/>
        public override IReadOnlyList<Phrase> Items => [.. All.Select(door => door.Name.All(char.IsAsciiDigit) ? new Phrase($"Cửa số {door.Name}", $"Door {door.Name}") : Phrase.Untranslated(door.Name))];
    }

    /// <summary>Whether check-in ends.</summary>
    public sealed record Ending : OperatorStep
    {
        /// <inheritdoc/>
        public override Phrase Title => new("Kết thúc điểm danh tại máy này?", "End check-in at this terminal?");

        /// <inheritdoc/>
        public override IReadOnlyList<Phrase> Items => [new("Kết thúc", "End it")];
    }

    /// <summary>What came of it.</summary>
    public sealed record Told(Phrase Sentence) : OperatorStep
    {
        /// <inheritdoc/>
        public override Phrase Title => Sentence;
    }
}
