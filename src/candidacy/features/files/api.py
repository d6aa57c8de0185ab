"""/api/v1/files: upload, status, original, what was read, delete."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Path, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.reading import DocumentKind
from candidacy.domain.reading.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    NoSuchPage,
    ReadingTooExpensive,
)
from candidacy.features.files.errors import DocumentNotReady, FileNotFound
from candidacy.features.files.public import receive, remove
from candidacy.features.files.schemas import DocumentOut, FileOut, Purpose
from candidacy.features.files.service import FileService
from candidacy.infrastructure.antivirus import InfectedFile, ScannerUnavailable, TooLargeForScanner
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.idempotency import ApiRoute, current_claim
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.http.uploads import chunks
from candidacy.infrastructure.quotas import QuotaUsedUp
from candidacy.infrastructure.storage import ObjectMissing, ObjectTooLarge, StorageUnavailable
from candidacy.kernel.ids import FileId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/files", tags=["files"], route_class=ApiRoute)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> FileService:
    return FileService(session, actor, services.storage, services.queue)


FilesService = Annotated[FileService, Depends(get_service)]


@router.post(
    "",
    status_code=202,
    response_model=FileOut,
    dependencies=[requires_detached(Permission.FILES_WRITE)],
    responses=problems(
        ObjectTooLarge,
        EmptyFile,
        QuotaUsedUp,
        StorageUnavailable,
        InfectedFile,
        TooLargeForScanner,
        ScannerUnavailable,
    ),
)
async def upload(
    file: Annotated[UploadFile, File(description="PDF, DOCX, ODT, RTF, HTML, Markdown or text")],
    actor: DetachedActor,
    services: Services,
    request: Request,
    purpose: Annotated[Purpose, Form()] = Purpose.CV,
) -> Response:
    """Take a file in. It is read by a job; follow ``/api/v1/jobs/{job_id}`` or its events.

    The bytes are stored first, without a transaction; then the row and the job are committed together.
    """
    claim = current_claim(request)

    def reply(row: FileOut) -> Response:
        headers = {"Location": f"/api/v1/files/{row.id}"}
        return Response(row.model_dump_json(), 202, headers, media_type="application/json")

    async def keep(session: AsyncSession, row: FileOut) -> None:
        if claim is not None:
            await claim.keep(session, reply(row))

    row = await receive(
        services.sessionmaker,
        actor,
        services.storage,
        services.queue,
        name=file.filename or "file",
        chunks=chunks(file),
        limit=services.http.max_upload_size,
        purpose=purpose,
        quotas=services.quotas,
        antivirus=services.antivirus,
        before_commit=keep,
    )
    return reply(row)


@router.get("", dependencies=[requires(Permission.FILES_READ)])
async def list_all(
    service: FilesService,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[FileOut]:
    """The files of this workspace, newest first."""
    page = await service.list_page(cursor, limit)
    return Page(items=[FileOut.model_validate(f) for f in page.items], next_cursor=page.next_cursor)


@router.get("/{file_id}", dependencies=[requires(Permission.FILES_READ)], responses=problems(FileNotFound))
async def get_one(file_id: UUID, service: FilesService) -> FileOut:
    """A file and how far its reading is."""
    return FileOut.model_validate(await service.get(FileId(file_id)))


@router.get(
    "/{file_id}/document",
    dependencies=[requires(Permission.FILES_READ)],
    responses=problems(FileNotFound, DocumentNotReady),
)
async def get_document(file_id: UUID, service: FilesService) -> DocumentOut:
    """The text that was read, its lines with their places, and what was hidden in the file."""
    return DocumentOut.of(await service.get_document(FileId(file_id)))


@router.get(
    "/{file_id}/content",
    response_class=StreamingResponse,
    dependencies=[requires(Permission.FILES_READ)],
    responses=problems(FileNotFound, ObjectMissing, StorageUnavailable)
    | {200: {"content": {"application/octet-stream": {}}}},
)
async def download(file_id: UUID, service: FilesService) -> StreamingResponse:
    """The original, as an attachment: a browser never shows it as a page of ours."""
    row, content = await service.open(FileId(file_id))
    name = quote(row.name, safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Length": str(row.size),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(content, headers=headers, media_type="application/octet-stream")


@router.get(
    "/{file_id}/pages/{number}",
    response_class=Response,
    dependencies=[requires_detached(Permission.FILES_READ)],
    responses=problems(
        FileNotFound,
        ObjectMissing,
        NoSuchPage,
        DamagedFile,
        EncryptedFile,
        ReadingTooExpensive,
        StorageUnavailable,
    )
    | {200: {"content": {"image/webp": {}}}, 304: {"description": "The picture you have is the newest"}},
)
async def page_picture(
    file_id: UUID,
    number: Annotated[int, Path(ge=1, le=10_000)],
    request: Request,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
) -> Response:
    """A page of a PDF as a picture, painted in the sandbox. No transaction is held meanwhile."""
    async with sessions() as session:
        service = FileService(session, actor, services.storage, services.queue)
        row, content = await service.open(FileId(file_id))
    if row.kind not in {None, DocumentKind.PDF.value}:
        raise NoSuchPage(f"A file of the kind {row.kind} has no pages to show. Its text is at /document.")
    tag = f'"{row.sha256[:32]}-{number}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-store"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    data = b"".join([chunk async for chunk in content])
    picture = await services.reader.page_picture(data, number)
    return Response(picture, media_type="image/webp", headers=headers)


@router.delete(
    "/{file_id}",
    status_code=204,
    dependencies=[requires_detached(Permission.FILES_WRITE)],
    responses=problems(FileNotFound, StorageUnavailable),
)
async def delete(file_id: UUID, actor: DetachedActor, sessions: SessionMaker, services: Services) -> None:
    """Delete the original and what was read from it. CVs that were made from it stay."""
    await remove(sessions, actor, services.storage, services.queue, FileId(file_id))
